import type { Refusal } from '../../protocol/messages';
import { quoted } from '../text/text';

/** At most this many questions are open at once; another origin is asked about when its page tries again. */
const openAtMost = 3;
/** A question that the user closed without an answer is not asked again before this. */
const pauseMs = 60_000;

/** How a question ended. Only `refused` keeps the origin from being asked about again. */
export type ConsentEnd = 'allowed' | 'refused' | 'dismissed';

/**
 * The question whether a page may connect. The page's title is not trusted and stands in quotes. The relay's own page in a
 * frame goes by the origin that holds it: its title, Deskside's own, would make that origin look trustworthy.
 */
export function consentQuestion(origin: string, { title, held }: Pick<Refusal, 'title' | 'held'>): string {
  if (held === true) {
    return `A page at ${origin} holds the bridge page of Deskside in a frame and wants to connect. Allow it only if it is your Workspace.`;
  }
  const name = quoted(title ?? '', 60);
  const page = name === '' ? 'A page' : `The page ${name}`;
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

  /** An earlier answer about the origin no longer counts. */
  forget(origin: string): void {
    this.#refused.delete(origin);
    this.#pausedUntil.delete(origin);
  }

  /** Forgets all answers: each origin may be asked about again. */
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
