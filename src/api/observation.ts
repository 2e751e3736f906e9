/**
 * What the simulated Workspace tells the bridge that it hosts (ours, not the vendor's): the calls of all widgets, and
 * the events that only widgets get, seen from the other end of the wire. Sent with `postMessage` within the relay's
 * origin.
 */
import * as v from 'valibot';
import { codePlaceSchema } from './widgetOrigin';

export const observationMark = 'deskside.observation';

/**
 * How far a widget of the simulated Workspace has come, or why it has come no further. Steps: `loading`, `loaded` (its page is
 * there), `library` (its client library is seen), `subscribed` (to events). Reasons: `unreachable` (nothing answers at its
 * address), `silent` (loaded, and its library was not seen in time), `refused` (its origin is not accepted), `quarantined`.
 */
export const widgetStates = [
  'loading',
  'unreachable',
  'loaded',
  'silent',
  'library',
  'refused',
  'quarantined',
  'subscribed',
] as const;
export type WidgetState = (typeof widgetStates)[number];

/** So many widgets are told of at most. */
export const mostHostedWidgets = 100;

/** A widget that the simulated Workspace hosts. */
export const hostedWidgetSchema = v.strictObject({
  name: v.string(),
  address: v.string(),
  state: v.picklist(widgetStates),
  /** The interaction beside which it is shown, if it is shown for each. */
  interactionId: v.optional(v.string()),
});
export type HostedWidget = v.InferOutput<typeof hostedWidgetSchema>;

/** What a call refers to: the nth event that the bridge was told of, or the reply to an earlier call. */
const referenceSchema = v.union([v.strictObject({ event: v.number() }), v.strictObject({ callId: v.string() })]);

export const observationSchema = v.strictObject({
  mark: v.literal(observationMark),
  seen: v.union([
    v.strictObject({
      kind: v.literal('call'),
      callId: v.string(),
      widget: v.string(),
      service: v.string(),
      parameters: v.optional(v.array(v.unknown())),
      cause: v.optional(referenceSchema),
      after: v.optional(referenceSchema),
      at: v.optional(codePlaceSchema),
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
    v.strictObject({ kind: v.literal('widgets'), widgets: v.array(hostedWidgetSchema) }),
    /** Something about a widget that the user should know. */
    v.strictObject({
      kind: v.literal('notice'),
      text: v.string(),
    }),
  ]),
});
export type Observation = v.InferOutput<typeof observationSchema>;
