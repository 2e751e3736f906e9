import type { Disposable } from '../base/disposable';
import { Heartbeat } from './heartbeat';
import { LifeSigns } from './lifeSigns';
import type { Pingable } from './lifeSigns';
import { limits } from './limits';

/** Watches over one connection that is open: ends it when it is dead though nobody has closed it. */
export class LifeWatch implements Disposable {
  readonly #signs: LifeSigns;
  readonly #heartbeat: Heartbeat;

  constructor(ws: Pingable) {
    this.#signs = new LifeSigns(ws);
    this.#heartbeat = new Heartbeat(limits.heartbeatMs, () => this.#signs.beat());
  }

  /** A message came. */
  seen(): void {
    this.#signs.seen();
  }

  dispose(): void {
    this.#heartbeat.dispose();
  }
}
