import { limits } from '../protocol/limits';
import { endOfValue, matchEnd, membersUpTo, restOfMembers } from './jsonSkip';

/** Shorter frames are parsed as fast as they are. */
const worthwhileLength = 1000;

/** Objects and arrays around the payload of a record: message, parameters, records, record. */
const depthAround = 4;

const head = /\{"jsonrpc":"2\.0","method":"records","params":\{"page":"[\w-]*","epoch":\d+,"records":\[/y;
const upToData = membersUpTo('data');

/**
 * A frame of records with null in place of each record's `data`, after making sure that this was valid JSON and no deeper
 * than a frame may be. What the relay has to check is left, and is much shorter. Any other frame, and one that is not
 * written as JSON.stringify does it, is returned as it is: it will be parsed whole.
 */
export function abridge(frame: string): string {
  if (frame.length < worthwhileLength) return frame;
  let at = matchEnd(head, frame, 0);
  if (at === -1) return frame;
  let abridged = '';
  let taken = 0;
  do {
    if (frame[at] !== '{') return frame;
    const start = matchEnd(upToData, frame, at + 1);
    if (start === -1) return frame;
    const end = endOfValue(frame, start, limits.jsonDepth - depthAround);
    if (end === -1) return frame;
    // Not a number: whatever stands behind the value must not make another one of it.
    abridged += `${frame.slice(taken, start)}null`;
    taken = end;
    at = matchEnd(restOfMembers, frame, end);
  } while (frame[at++] === ',');
  // Whatever is wrong with the rest, parsing it will show.
  return abridged + frame.slice(taken);
}
