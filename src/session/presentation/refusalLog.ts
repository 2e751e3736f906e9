import type { Refusal } from '../../protocol/messages';
import type { LogLine } from './logLine';
import { oneLine } from './text';

/** Strangers choose their origins: beyond this many all are told anew. */
const mostTold = 100;

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
    const from = origin === undefined ? '' : `, origin ${oneLine(origin)}`;
    return {
      level: isStranger ? 'info' : 'warn',
      text: `▲ ${role} turned away: ${reason}${from}${isStranger ? ', without a valid key' : ''}`,
    };
  }

  /** Something else happened: from now on refusals are news again. */
  clear(): void {
    this.#told.clear();
  }
}
