import { limits } from '../../protocol/limits';
import { pageIdForm } from '../../protocol/pageMessages';
import type { NumberedRecord } from '../pages/pageHistory';
import { endOfValue, formOf, matchEnd, membersUpTo, restOfMembers } from './jsonSkip';

/** Objects and arrays around the payload of a record: message, parameters, records, record. */
const depthAround = 4;

const head = new RegExp(
  String.raw`^\{"jsonrpc":"2\.0","method":"records","params":\{"page":"(${formOf(pageIdForm)})","epoch":([1-9]\d{0,14}),"records":\[`,
);
const upToData = membersUpTo('data');

/** What the relay needs of a frame of records. */
export interface RecordsHead {
  readonly page: string;
  readonly epoch: number;
  readonly records: readonly NumberedRecord[];
}

/** What stands before a frame's records, and where the first of them begins. */
export interface FrameHead {
  readonly page: string;
  readonly epoch: number;
  readonly end: number;
}

/** @returns undefined if it is no frame of records as JSON.stringify writes it */
export function readHead(frame: string): FrameHead | undefined {
  const [begin, page, epoch] = head.exec(frame) ?? [];
  if (begin === undefined || page === undefined) return undefined;
  return { page, epoch: Number(epoch), end: begin.length };
}

/** Where the payload of a record that begins there ends, or -1 if it is not valid or nests too deeply. */
export function endOfData(frame: string, start: number): number {
  return endOfValue(frame, start, limits.jsonDepth - depthAround);
}

/** Where things stand in a frame of records: of one record its beginning, its payload, and its end. */
export interface RecordPlace {
  readonly start: number;
  readonly dataStart: number;
  readonly dataEnd: number;
  readonly end: number;
}

/**
 * Goes through a frame of records that is written as JSON.stringify does it, without parsing it. The payload of each
 * record is valid JSON, no deeper than a frame may be; the rest is only as regular as it takes to find that.
 * @param found hears of each record, in order, and says whether to go on
 * @returns whose records they are and where the last one ends, as `end`; or undefined if the frame is not of this kind or `found`
 *   did not go on
 */
export function findRecords(frame: string, found: (place: RecordPlace) => boolean): FrameHead | undefined {
  const begin = readHead(frame);
  if (begin === undefined) return undefined;
  let at = begin.end;
  do {
    const start = at;
    if (frame[start] !== '{') return undefined;
    const dataStart = matchEnd(upToData, frame, start + 1);
    if (dataStart === -1) return undefined;
    const dataEnd = endOfData(frame, dataStart);
    if (dataEnd === -1) return undefined;
    // Most records end with it.
    at = frame[dataEnd] === '}' ? dataEnd + 1 : matchEnd(restOfMembers, frame, dataEnd);
    if (at === -1) return undefined;
    if (!found({ start, dataStart, dataEnd, end: at })) return undefined;
  } while (frame[at++] === ',');
  return { ...begin, end: at - 1 };
}
