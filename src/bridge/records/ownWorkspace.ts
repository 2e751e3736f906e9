import { WorkspaceState } from '../../model/workspaceState';

/** What the bridge knows of the Workspace of its own page. Nobody asks it what changed. */
export class OwnWorkspace extends WorkspaceState {
  protected override changed(): void {
    // It is enough that it did.
  }

  protected override concernedBy(): readonly string[] {
    const ids: string[] = [];
    this.interactions.forEach((_, id) => ids.push(id));
    return ids;
  }
}
