/** What a widget's client library sends to Workspace. Source: `seen` by running the public client library. */
import * as v from 'valibot';

const referenceId = v.optional(v.union([v.string(), v.number()]));
const frameId = v.optional(v.unknown());

const requestSchema = v.looseObject({
  request: v.string(),
  parameters: v.optional(v.array(v.unknown())),
  referenceId,
  frameId,
});
const subscribeSchema = v.looseObject({
  event: v.literal('subscribe'),
  data: v.union([v.string(), v.array(v.string())]),
  referenceId,
  frameId,
});
const unsubscribeSchema = v.looseObject({
  event: v.literal('unsubscribe'),
  data: v.optional(v.unknown()),
  referenceId,
  frameId,
});

/** What a client sends. The user agent is left to the caller: libraries of all years send 'WWE Client'. */
export const clientMessageSchema = v.union([requestSchema, subscribeSchema, unsubscribeSchema]);
export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;
