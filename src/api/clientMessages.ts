/** What a widget's client library sends to Workspace. Source: `seen` by running the public client library. */
import * as v from 'valibot';
import { referenceIdSchema } from './wire';

const frameId = v.optional(v.unknown());

const requestSchema = v.looseObject({
  request: v.string(),
  parameters: v.optional(v.array(v.unknown())),
  referenceId: v.optional(referenceIdSchema),
  frameId,
});
const subscribeSchema = v.looseObject({
  event: v.literal('subscribe'),
  data: v.union([v.string(), v.array(v.string())]),
  referenceId: v.optional(referenceIdSchema),
  frameId,
});
const unsubscribeSchema = v.looseObject({
  event: v.literal('unsubscribe'),
  data: v.optional(v.unknown()),
  referenceId: v.optional(referenceIdSchema),
  frameId,
});

/** What a client sends. The user agent is left to the caller: libraries of all years send 'WWE Client'. */
export const clientMessageSchema = v.union([requestSchema, subscribeSchema, unsubscribeSchema]);
export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;
