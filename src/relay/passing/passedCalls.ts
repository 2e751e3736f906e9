/* A call and its result pass through the relay as texts: the relay checks them with their schemas, and writes them again. */
import * as v from 'valibot';
import { limits } from '../../protocol/limits';
import { toolToRelay } from '../../protocol/messages';
import { relayToPage } from '../../protocol/pageMessages';

/** A value as its JSON, which was found valid before. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** The JSON of a value that may be one already. */
export function jsonOf(value: unknown): string {
  return value instanceof JsonText ? value.text : JSON.stringify(value);
}

/** What a frame holds around a call or a result, at most. */
const envelopeBytes = 100;
/** Bytes of UTF-8 to one unit of a text, at most. */
const bytesPerUnit = 3;

/** Whether a call or a result goes into a frame: what is written anew may be longer than it came. */
export function fitsFrame({ text }: JsonText): boolean {
  const most = limits.frameBytes - envelopeBytes;
  return text.length * bytesPerUnit <= most || Buffer.byteLength(text) <= most;
}

/** A call for a page, as it goes to it. */
export interface PassedCall {
  readonly page: string;
  readonly call: JsonText;
}

/** `toolToRelay`, but calls and their results are texts. */
export const toolToRelayAsText = {
  ...toolToRelay,
  invoke: {
    params: v.pipe(
      toolToRelay.invoke.params,
      v.transform(({ page, ...call }): PassedCall => ({ page, call: new JsonText(JSON.stringify(call)) })),
    ),
    result: v.instance(JsonText),
  },
} as const;

/** `relayToPage`, but calls and their results are texts. */
export const relayToPageAsText = {
  ...relayToPage,
  invoke: {
    params: v.instance(JsonText),
    result: v.pipe(
      relayToPage.invoke.result,
      // JSON has numbers that become infinite, and those can't be written anew.
      v.check(({ durationMs }) => Number.isFinite(durationMs)),
      v.transform((result) => new JsonText(JSON.stringify(result))),
    ),
  },
} as const;
