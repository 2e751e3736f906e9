/**
 * What a bridge says and hears, its records apart: those it makes itself and need not check. A module of its own, so that
 * the bridge's script, which every page loads, holds nothing of what only relays and tools check.
 */
import * as v from 'valibot';
import { limits } from './limits';
import type { MethodTable } from './peer';

export const pageIdForm = /^[\w-]{8,64}$/;
export const serviceForm = /^[A-Za-z]\w*\.[A-Za-z]\w*$/;

export const pageId = v.pipe(v.string(), v.regex(pageIdForm));
export const epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const shortText = v.pipe(v.string(), v.maxLength(limits.shortText));
export const version = v.pipe(v.number(), v.safeInteger());
const milliseconds = v.pipe(v.number(), v.minValue(0));

/** Where a bridge sits: in a widget's frame, or in the relay's own page as web content of a real or the simulated Workspace. */
export const placeSchema = v.picklist(['widget', 'webContent', 'simulator']);

export const pageIdentity = {
  /** Stays the same over reloads of the frame. */
  page: pageId,
  /** Grows with each load of the page. */
  epoch,
  /** How many records its earlier loads made, sent or not: a tool finds out by it what it did not get of them. */
  recordedBefore: v.optional(seq),
  title: shortText,
  /** Origin and path; never query or fragment, which may hold customers' data or keys. */
  location: shortText,
  place: placeSchema,
};

const callParameters = v.optional(v.pipe(v.array(v.unknown()), v.maxLength(limits.callParameters)));
export const callSchema = {
  service: v.pipe(v.string(), v.regex(serviceForm)),
  parameters: callParameters,
  /** How long to wait for Workspace's reply; the client library's own 10 s if absent. */
  timeoutMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(600_000))),
};

/** How a call ended. One that was not made, or whose end is unknown, is an RPC error instead. */
export const invokeResultSchema = v.strictObject({
  outcome: v.picklist(['succeeded', 'failed', 'timedOut']),
  /** On success the reply's `data`, on failure the reply itself. */
  data: v.optional(v.unknown()),
  errorMessage: v.optional(v.string()),
  durationMs: milliseconds,
  /** The data did not fit into a frame and was left out; it had this many bytes. */
  cut: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

/** How a page introduces itself to the relay. */
export const pageHello = {
  hello: {
    params: v.strictObject({ version, ...pageIdentity, bridge: shortText }),
    /** `seq`: the last record of this page and epoch that the relay has; the page goes on after it. */
    result: v.strictObject({ relay: shortText, seq }),
  },
} as const satisfies MethodTable;

/** What the relay may ask of or tell a page. */
export const relayToPage = {
  invoke: { params: v.strictObject(callSchema), result: invokeResultSchema },
  /** The page shall add a desk record with all that it knows: a tool has come that was not there before. */
  describe: { params: v.strictObject({}) },
  /** The relay has all records of this epoch up to this number. */
  ack: { params: v.strictObject({ epoch, seq }) },
} as const satisfies MethodTable;
