import type { Refusal, RefusalReason } from '../../protocol/messages';
import type { LogLine } from './logLine';
import { oneLine } from './text';

/** Strangers choose their origins: beyond this many all are told anew. */
const mostTold = 100;

/** Why somebody was turned away. */
export const refusalReasons: Readonly<Record<RefusalReason, string>> = {
  request: 'it did not speak as a page or a tool does',
  host: 'it used another name for this machine',
  origin: 'its origin is not allowed',
  key: 'its key is not valid',
  capacity: 'there were too many connections',
};

/** Logs who was turned away. A page that tries again and again is told once, until something else happens. */
export class RefusalLog {
  readonly #told = new Set<string>();

  /** The line, or undefined if it was written before. */
  line({ role, reason, origin, keyMatches }: Refusal): LogLine | undefined {
    const which = JSON.stringify([role, reason, origin, keyMatches]);
    if (this.#told.has(which)) return undefined;
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.add(which);
    // A page without the key is some web site, none that the user brought here.
    const isStranger = reason === 'origin' && !keyMatches;
    const from = origin === undefined ? '' : ` of ${oneLine(origin)}`;
    return {
      level: isStranger ? 'info' : 'warn',
      text: `▲ ${role}${from} turned away: ${refusalReasons[reason]}${isStranger ? ', and it has no valid key' : ''}`,
    };
  }

  /** Something else happened: from now on refusals are news again. */
  clear(): void {
    this.#told.clear();
  }
}
