import type { LiveInteraction } from '../../protocol/records';
import { WorkspaceState } from '../../model/workspaceState';

/** Many times those of any agent. */
const mostInteractions = 1000;

/** What the bridge knows of the Workspace of its own page. Nobody asks it what changed. */
export class OwnWorkspace extends WorkspaceState {
  #count = 0;

  /** Bounds them: a Workspace that names interactions without end must not fill the page. */
  protected override changed(_: string, before: LiveInteraction | undefined, now: LiveInteraction | undefined): void {
    if (now === undefined) this.#count--;
    else if (before === undefined) this.#count++;
    if (this.#count <= mostInteractions) return;
    const [first = ''] = this.concernedBy();
    this.take({ kind: 'desk', seq: 0, time: 0, gone: [first] });
  }

  protected override concernedBy(): readonly string[] {
    const ids: string[] = [];
    this.interactions.forEach((_, id) => ids.push(id));
    return ids;
  }
}
