import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { milestonesOf } from '../../presentation/connection/milestones';
import { ChangeBatch } from '../../presentation/interactions/changeBatch';
import type { Session } from '../../session/session';
import type { ContextKeys } from '../ui/contextKeys';

/** Sets the context keys by which steps of the walkthrough tick themselves off, as far as the pages tell of them. */
export class WalkthroughProgress implements Disposable {
  readonly #owned = new DisposableStore();

  constructor(
    private readonly session: Session,
    private readonly contextKeys: ContextKeys,
  ) {
    const batch = this.#owned.add(new ChangeBatch(() => this.#look()));
    this.#owned.add(session.onPages.on(() => batch.addPages()));
    this.#owned.add(session.onDesk.on(({ page, change }) => batch.add(page, change)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #look(): void {
    const { hasSimulator, hasInteraction, hasOwnWidget } = milestonesOf(this.session.pages.values());
    this.contextKeys.set('hasSimulator', hasSimulator);
    this.contextKeys.set('hasInteraction', hasInteraction);
    this.contextKeys.set('hasOwnWidget', hasOwnWidget);
  }
}
