import type { Refusal, RefusalReason } from '../../protocol/messages';
import { DistinctRefusals } from '../../relayClient/distinctRefusals';
import type { LogLine } from './logLine';
import { oneLine } from '../text/text';

/** Strangers can make up origins without end: beyond this many the log forgets what it has told. */
const mostReported = 100;

/** Why somebody was turned away. */
export const refusalReasons: Readonly<Record<RefusalReason, string>> = {
  request: 'it did not speak as a page or a tool does',
  host: 'it used another name for this machine',
  version: 'its bridge is of another version',
  origin: 'its origin is not allowed',
  key: 'its key is not valid',
  capacity: 'there were too many connections',
};

/** Logs who was turned away. A page that tries again and again is told once, until something else happens. */
export class RefusalLog {
  readonly #reported = new DistinctRefusals<true>(mostReported);

  /** The line, or undefined if it was written before. */
  line(refusal: Refusal): LogLine | undefined {
    if (!this.#reported.add(refusal, true)) return undefined;
    const { role, reason, origin, keyMatches } = refusal;
    // A page without the key is some web site, none that the user brought here.
    const isStranger = (reason === 'origin' || reason === 'version') && !keyMatches;
    const from = origin === undefined ? '' : ` of ${oneLine(origin)}`;
    return {
      level: isStranger ? 'info' : 'warn',
      text: `▲ ${role}${from} turned away: ${refusalReasons[reason]}${isStranger ? ', and it has no valid key' : ''}`,
    };
  }

  /** Forgets what was told, because something else happened in between. */
  clear(): void {
    this.#reported.clear();
  }
}
