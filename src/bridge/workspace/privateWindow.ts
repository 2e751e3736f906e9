import { errorText } from '../records/valueWriter';
import type { Later } from '../timers';
import { openPrivateFrame } from './privateFrame';
import type { FrameRefusal, PrivateFrame } from './privateFrame';
import { settledPage } from './settledPage';

/** A frame that lasted shorter than this was removed in quick succession. */
const quickMs = 10_000;
const mostQuickLosses = 5;

/** The wait before the frame is opened again, for each loss in quick succession. */
const waitPerLossMs = 300;

const notMade = 'The page does not let the bridge make its frame:';
const keepsRemoving = 'The page keeps removing the bridge’s frame.';

interface Options {
  readonly script: string;
  readonly nonce: string;
  readonly later: Later;
  /** A steady clock in milliseconds. */
  readonly now: () => number;
  /** Runs when the page has removed the frame. */
  readonly lost: () => void;
}

/**
 * The bridge's private frame over the life of a page: opened when the page has settled, and anew each time that the page
 * has removed it, unless it does so again and again.
 */
export class PrivateWindow {
  #frame: Promise<PrivateFrame | FrameRefusal> | undefined;
  #openedAt = 0;
  #losses = 0;

  constructor(
    private readonly page: Window,
    private readonly options: Options,
  ) {}

  /** The frame that is open, or a new one. */
  open(): Promise<PrivateFrame | FrameRefusal> {
    return (this.#frame ??= this.#open());
  }

  /** Ends what was subscribed from it, with the frame. The next one is another window. */
  async close(): Promise<void> {
    const before = this.#frame;
    this.#frame = undefined;
    const frame = await before;
    if (frame !== undefined && 'dispose' in frame) frame.dispose();
  }

  async #open(): Promise<PrivateFrame | FrameRefusal> {
    const { page, options } = this;
    const { later, now } = options;
    await settledPage(page, later);
    try {
      while (this.#losses < mostQuickLosses) {
        await new Promise<void>((resolve) => void later(this.#losses * waitPerLossMs, resolve));
        const frame = await openPrivateFrame(page.document, { ...options, lost: () => this.#lost() });
        if (frame !== undefined) {
          this.#openedAt = now();
          return frame;
        }
        this.#losses++;
      }
    } catch (error) {
      return { refused: `${notMade} ${errorText(error)}.` };
    }
    return { refused: keepsRemoving };
  }

  #lost(): void {
    const wasQuick = this.options.now() - this.#openedAt < quickMs;
    this.#losses = wasQuick ? this.#losses + 1 : 1;
    this.#frame = undefined;
    this.options.lost();
  }
}
