import type { Refusal } from '../../protocol/messages';
import { uiText } from './text';

/** At most this many questions are open at once; another origin is asked about when its page tries again. */
const openAtMost = 3;
/** A question that the user closed without an answer is not asked again before this. */
const pauseMs = 60_000;

/** How a question ended: only a no silences the origin. */
export type ConsentEnd = 'allowed' | 'refused' | 'dismissed';

/**
 * The question whether a page may connect; what it calls itself is a stranger's word and stands in quotes. The relay's own
 * page goes by whoever holds it, and not by its title, which would recommend them.
 */
export function consentQuestion(origin: string, { title, held }: Pick<Refusal, 'title' | 'held'>): string {
  if (held === true) {
    return `A page at ${origin} holds the bridge page of Deskside in a frame and wants to connect. Allow it only if it is your Workspace.`;
  }
  const name = uiText(title ?? '', 60);
  const page = name === '' ? 'A page' : `The page \u201c${name}\u201d`;
  return `${page} at ${origin} wants to connect to Deskside. Allow it only if the page is yours.`;
}

/**
 * Decides about which origins the user is asked: about each once at a time, not again after a no, and about no more than
 * a few at once, so that no web site can flood the user and no open question keeps the others back.
 */
export class ConsentQuestions {
  readonly #open = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #pausedUntil = new Map<string, number>();

  /** @param now the time in milliseconds since 1970 */
  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Asks about the origin.
   * @param ask shows the question; where it fails, the origin may be asked about again
   * @returns false if the user is not asked now
   */
  add(origin: string, ask: () => Promise<ConsentEnd>): boolean {
    if (this.#open.has(origin) || this.#open.size >= openAtMost) return false;
    if (this.#refused.has(origin) || this.now() < (this.#pausedUntil.get(origin) ?? 0)) return false;
    this.#pausedUntil.delete(origin);
    this.#open.add(origin);
    void this.#end(origin, ask());
    return true;
  }

  /** The origin is let in: an earlier answer about it no longer counts. */
  forget(origin: string): void {
    this.#refused.delete(origin);
    this.#pausedUntil.delete(origin);
  }

  /** The user changed their mind: all may be asked about again. */
  clear(): void {
    this.#refused.clear();
    this.#pausedUntil.clear();
  }

  async #end(origin: string, asked: Promise<ConsentEnd>): Promise<void> {
    const end = await asked.catch((): ConsentEnd => 'dismissed');
    this.#open.delete(origin);
    if (end === 'refused') this.#refused.add(origin);
    if (end === 'dismissed') this.#pausedUntil.set(origin, this.now() + pauseMs);
  }
}
