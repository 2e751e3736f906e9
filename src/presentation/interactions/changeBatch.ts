import type { Disposable } from '../../base/disposable';
import type { WorkspaceChange } from '../../model/workspaceModel';
import type { Page } from '../../session/page';

/** What changed in the desk of one page. */
type DeskChange = Pick<WorkspaceChange, 'interactions' | 'context'>;

/** What changed since the last time, folded. */
export interface Changes {
  /** Pages came, went or changed. */
  readonly pages: boolean;
  readonly desks: ReadonlyMap<Page, DeskChange>;
}

/** Long enough to gather a burst; with it a change is still told within 20 ms. VS Code itself waits for more before it draws. */
const delayMs = 10;

/** Collects changes and reports them together. The first change of a burst starts the timer, so a flood cannot delay it. */
export class ChangeBatch implements Disposable {
  #pages = false;
  #desks = new Map<Page, { interactions: Set<string>; context: boolean }>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly show: (changes: Changes) => void) {}

  addPages(): void {
    this.#pages = true;
    this.#schedule();
  }

  add(page: Page, change: DeskChange): void {
    let gathered = this.#desks.get(page);
    if (gathered === undefined) this.#desks.set(page, (gathered = { interactions: new Set(), context: false }));
    for (const id of change.interactions) gathered.interactions.add(id);
    gathered.context ||= change.context;
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      const changes = { pages: this.#pages, desks: this.#desks };
      this.#timer = undefined;
      this.#pages = false;
      this.#desks = new Map();
      this.show(changes);
    }, delayMs);
  }
}
