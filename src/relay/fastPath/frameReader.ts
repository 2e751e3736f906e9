import type { JsonText, PassedCall } from '../passing/passedCalls';
import { readAnswer, readCall } from './readCalls';
import { RecordShapeCache } from './recordShapeCache';
import type { RecordsHead } from './recordsFrame';
import { stripPayloads } from './stripPayloads';

/**
 * Reads what the relay needs of the frames of one connection, without parsing them where that is safe. Each method gives
 * undefined for a frame that has to be parsed and checked with the schema: the result is then the same, and comes later.
 */
export interface FrameReader {
  /** The head of a page's frame of records. */
  records(frame: string): RecordsHead | undefined;
  /** Takes in a frame of records that the schema has accepted: later ones may look like that. */
  recordsAccepted(frame: string): void;
  /** A page's answer to a call. */
  answer(frame: string): { readonly id: number; readonly result: JsonText } | undefined;
  /** A tool's call. */
  call(frame: string): (PassedCall & { readonly id: number }) | undefined;
  /** A frame without the payloads that need no check against a schema, which are valid JSON then; or the frame as it is. */
  withoutPayloads(frame: string): string;
}

/** The reader of the relay: docs/performance.md says what it saves. */
export class FastFrameReader implements FrameReader {
  readonly #shapes = new RecordShapeCache();

  records(frame: string): RecordsHead | undefined {
    return this.#shapes.read(frame);
  }

  recordsAccepted(frame: string): void {
    this.#shapes.learn(frame);
  }

  readonly answer = readAnswer;
  readonly call = readCall;
  readonly withoutPayloads = stripPayloads;
}

/** Leaves every frame to be parsed: what the benchmarks compare `FastFrameReader` with. */
export const parsingFrameReader: FrameReader = {
  records: () => undefined,
  recordsAccepted: () => undefined,
  answer: () => undefined,
  call: () => undefined,
  withoutPayloads: (frame) => frame,
};
