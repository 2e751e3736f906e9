/**
 * What the simulated Workspace tells the bridge that it hosts (ours, not the vendor's): the calls of all widgets, and
 * the events that only widgets get, seen from the other end of the wire. Sent with `postMessage` within the relay's
 * origin.
 */
import * as v from 'valibot';

export const observationMark = 'deskside.observation';

export const observationSchema = v.strictObject({
  mark: v.literal(observationMark),
  seen: v.union([
    v.strictObject({
      kind: v.literal('call'),
      callId: v.string(),
      widget: v.string(),
      service: v.string(),
      parameters: v.optional(v.array(v.unknown())),
    }),
    v.strictObject({
      kind: v.literal('reply'),
      callId: v.string(),
      service: v.string(),
      outcome: v.picklist(['succeeded', 'failed', 'timedOut']),
      data: v.optional(v.unknown()),
      errorMessage: v.optional(v.string()),
      durationMs: v.number(),
    }),
    v.strictObject({
      kind: v.literal('event'),
      name: v.string(),
      data: v.optional(v.unknown()),
    }),
  ]),
});
export type Observation = v.InferOutput<typeof observationSchema>;
