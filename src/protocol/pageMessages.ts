/**
 * The messages that a bridge sends and receives, without its records: the bridge makes those itself and need not check
 * them. This is a module of its own to keep the checks that only relays and tools need out of the bridge's script.
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

const callParameters = v.optional(v.pipe(v.array(v.unknown()), v.maxLength(limits.callParameters)));
export const callSchema = {
  service: v.pipe(v.string(), v.regex(serviceForm)),
  parameters: callParameters,
  /** How long to wait for Workspace's reply; the client library's own 10 s if absent. */
  timeoutMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(600_000))),
  /** Who wants it: the user of a tool, if absent, or an agent that works through one. */
  by: v.optional(v.picklist(['tool', 'agent'])),
};

/** How a call ended. An RPC error stands for a call that was not made, or whose outcome is unknown. */
export const invokeResultSchema = v.strictObject({
  outcome: v.picklist(['succeeded', 'failed', 'timedOut']),
  /** On success the reply's `data`, on failure the reply itself. */
  data: v.optional(v.unknown()),
  errorMessage: v.optional(v.string()),
  durationMs: milliseconds,
  /** The data did not fit into a frame and was left out; it had this many bytes. */
  cut: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

/** `seq`: the last record of this page and epoch that the relay has; the page goes on after it. */
const helloResult = v.strictObject({ relay: shortText, seq });

/** What a page checks of its `pageHello`: the answers. */
export const pageHelloAnswers = { hello: { result: helloResult }, title: {} } as const;

/** What the relay may ask of or tell a page. */
export const relayToPage = {
  invoke: { params: v.strictObject(callSchema), result: invokeResultSchema },
  /** Asks the page for a desk record with all that it knows, since a new tool has connected. */
  describe: { params: v.strictObject({}) },
  /** The relay has all records of this epoch up to this number. */
  ack: { params: v.strictObject({ epoch, seq }) },
} as const satisfies MethodTable;
