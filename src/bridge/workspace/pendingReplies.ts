import type { Disposable } from '../../base/disposable';
import type { ReplyMessage } from '../../api/wire';
import type { Later } from '../timers';

/** What became of a message that wants a reply. A `late` one was told as timed out before. */
export type Settled =
  | { readonly outcome: 'succeeded' | 'failed' | 'late'; readonly reply: ReplyMessage }
  | { readonly outcome: 'timedOut' };

interface Pending {
  /** Gone once the time is over. */
  timer: Disposable | undefined;
  readonly settled: (settled: Settled) => number;
}

/** How many that timed out are remembered, to know a late reply. */
const rememberedAfterTimeOut = 200;

/** The messages to Workspace that wait for their replies, by reference id. */
export class PendingReplies {
  readonly #waiting = new Map<string, Pending>();

  constructor(private readonly later: Later) {}

  /** @param settled told once, and once more if a reply comes after the time-out; returns what it records that as */
  expect(referenceId: string, timeoutMs: number, settled: (settled: Settled) => number): void {
    const pending: Pending = {
      settled,
      timer: this.later(timeoutMs, () => {
        pending.timer = undefined;
        this.#forgetOldest();
        settled({ outcome: 'timedOut' });
      }),
    };
    this.#waiting.set(referenceId, pending);
  }

  /** Takes a reply in, and returns what it was recorded as, or undefined if nobody waited for it. */
  take(reply: ReplyMessage): number | undefined {
    // Workspace echoes the string; one that makes a number of it is still understood.
    const id = String(reply.referenceId);
    const pending = this.#waiting.get(id);
    if (pending === undefined) return undefined;
    this.#waiting.delete(id);
    if (pending.timer === undefined) return pending.settled({ outcome: 'late', reply });
    pending.timer.dispose();
    return pending.settled({ outcome: reply.errorMessage === undefined ? 'succeeded' : 'failed', reply });
  }

  #forgetOldest(): void {
    const timedOut: string[] = [];
    this.#waiting.forEach(({ timer }, id) => timer === undefined && timedOut.push(id));
    timedOut.forEach((id, at) => at < timedOut.length - rememberedAfterTimeOut && this.#waiting.delete(id));
  }
}
