import { phaseOf } from '../api/states';
import type { PageRecord } from '../protocol/records';
import { MarkdoneBlocks } from './markdoneBlocks';
import { unchanged, WorkspaceModel } from './workspaceModel';
import type { WorkspaceChange } from './workspaceModel';

/** A page's Workspace with what only those who look at it need, and the page's own bridge does not. */
export class WatchedWorkspace extends WorkspaceModel {
  readonly #offered = new Set<string>();
  readonly #stateSince = new Map<string, number>();
  readonly #blocks = new MarkdoneBlocks();

  /** How many interactions wait for the agent's yes or no. */
  get offered(): number {
    return this.#offered.size;
  }

  /** When the present state of an interaction began, in milliseconds since 1970; undefined where nobody saw it begin. */
  stateSince(id: string): number | undefined {
    return this.#stateSince.get(id);
  }

  /** Whether a widget of this page keeps the interaction from being marked done, as far as its calls are seen. */
  isMarkdoneBlocked(id: string): boolean {
    return this.#blocks.has(id);
  }

  override apply(record: PageRecord): WorkspaceChange {
    if (record.kind === 'call' || record.kind === 'reply') {
      const id = this.#blocks.changedBy(record);
      return id === undefined || !this.interactions.has(id) ? unchanged : { ...unchanged, interactions: new Set([id]) };
    }
    const change = super.apply(record);
    for (const id of change.interactions) this.#follow(id, record, change);
    return change;
  }

  override clear(): WorkspaceChange {
    this.#offered.clear();
    this.#stateSince.clear();
    this.#blocks.clear();
    return super.clear();
  }

  #follow(id: string, { kind, time }: PageRecord, { before }: WorkspaceChange): void {
    const now = this.interactions.get(id);
    if (phaseOf(now?.state) === 'offered') this.#offered.add(id);
    else this.#offered.delete(id);
    if (now === undefined) {
      this.#stateSince.delete(id);
      return;
    }
    const known = before.get(id);
    // One that the page lists for the first time may have been in its state for long.
    if (known === undefined ? kind === 'event' : known.state !== now.state) this.#stateSince.set(id, time);
  }
}
