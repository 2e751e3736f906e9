import * as v from 'valibot';

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.minValue(0));

const stamp = {
  /** The number of the record. */
  seq: index,
  /** When it was recorded, in milliseconds since the first entry. */
  atMs: milliseconds,
};

/** An event that Workspace told of. */
const plannedEventSchema = v.object({
  ...stamp,
  kind: v.literal('event'),
  name: v.string(),
  data: v.optional(v.unknown()),
  /** The place in the plan of the call that brought it about. */
  waitsFor: v.optional(index),
});
export type PlannedEvent = v.InferOutput<typeof plannedEventSchema>;

/** A call that a widget made, with how it ended. */
const plannedCallSchema = v.object({
  ...stamp,
  kind: v.literal('call'),
  widget: v.optional(v.string()),
  /** `subscribe` and `unsubscribe` count as services. */
  service: v.string(),
  parameters: v.array(v.unknown()),
  /** Where in the parameters stand-ins are that came from the widget itself: paths such as `/1/Seen`. */
  masked: v.array(v.string()),
  end: v.object({
    /** `ignored`: no reply came. */
    outcome: v.picklist(['succeeded', 'failed', 'ignored']),
    data: v.optional(v.unknown()),
    errorMessage: v.optional(v.string()),
    afterMs: milliseconds,
  }),
});
export type PlannedCall = v.InferOutput<typeof plannedCallSchema>;

/** What is to be replayed, in the order in which it was recorded; also as it comes in an address, to be checked. */
export const replayPlanSchema = v.object({
  name: v.string(),
  /** Whether the recording has all since the page was loaded. */
  isFromStart: v.boolean(),
  entries: v.array(v.variant('kind', [plannedEventSchema, plannedCallSchema])),
});
export type ReplayPlan = v.InferOutput<typeof replayPlanSchema>;

/** How fast a plan is replayed: as it was recorded, as fast as the widget answers, or an event each time that one asks. */
export const replayPaces = ['recorded', 'fast', 'step'] as const;
export type ReplayPace = (typeof replayPaces)[number];
