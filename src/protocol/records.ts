import * as v from 'valibot';
import { hostedWidgetSchema } from '../api/observation';
import { limits } from './limits';

/** An interaction as it came from a page: only its id is checked, everything else is kept as it is. */
const liveInteractionSchema = v.looseObject({ interactionId: v.string() });
export type LiveInteraction = v.InferOutput<typeof liveInteractionSchema>;

const service = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.serviceName));
const callId = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.callId));
const finite = v.pipe(v.number(), v.finite());
const milliseconds = v.pipe(finite, v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Who makes a call: the widget's own code, the bridge to learn the desk, a tool through the bridge, or an agent through a tool. */
const callerSchema = v.picklist(['widget', 'bridge', 'tool', 'agent']);
export type Caller = v.InferOutput<typeof callerSchema>;

/** How a call ended. `late` is a reply after the client library had given up. */
const replyOutcomeSchema = v.picklist(['succeeded', 'failed', 'timedOut', 'late', 'notSent']);
export type ReplyOutcome = v.InferOutput<typeof replyOutcomeSchema>;

/** What a call refers to: a record of the same load by its number, or an earlier call whose reply it is. */
const referenceSchema = v.union([v.object({ seq: v.pipe(count, v.minValue(1)) }), v.object({ callId })]);

/** A place in the code of a page; lines and columns count from 1. */
export const callSiteSchema = v.object({
  file: v.pipe(v.string(), v.maxLength(limits.codeFile)),
  line: v.pipe(count, v.minValue(1)),
  column: v.pipe(count, v.minValue(1)),
});
export type CallSite = v.InferOutput<typeof callSiteSchema>;

const stamp = {
  /** Counts from 1 with each page load, without holes but where a gap says so. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** When it happened, in milliseconds since 1970, by the page's clock. */
  time: finite,
  /** The record was too large; its payload was left out and had this many bytes. */
  cut: v.optional(count),
};

/** One thing that happened on a page. Keys that are unknown here are left out: later versions may add some. The most frequent are first. */
export const recordSchema = v.variant('kind', [
  /** An event of Workspace, as it came: `name` is what one subscribes to. */
  v.object({ ...stamp, kind: v.literal('event'), name: v.string(), data: v.optional(v.unknown()) }),
  /** A call goes out. `subscribe` and `unsubscribe` count as services here. */
  v.object({
    ...stamp,
    kind: v.literal('call'),
    callId,
    by: callerSchema,
    /** Which widget, where the page knows of several. */
    widget: v.optional(v.string()),
    service,
    parameters: v.optional(v.array(v.unknown())),
    /** The call was made while this was dispatched to the page. */
    cause: v.optional(referenceSchema),
    /**
     * The call was made within ten seconds after this was dispatched to the page, and not by the user: by a timer or a request,
     * say. It may have another reason.
     */
    after: v.optional(referenceSchema),
    /** Where in the page's code the call was made. */
    at: v.optional(callSiteSchema),
  }),
  v.object({
    ...stamp,
    kind: v.literal('reply'),
    callId,
    service,
    outcome: replyOutcomeSchema,
    data: v.optional(v.unknown()),
    errorMessage: v.optional(v.string()),
    durationMs: milliseconds,
  }),
  /** What the bridge knows of the desk. Fields that are present replace what was known; absent ones leave it. */
  v.object({
    ...stamp,
    kind: v.literal('desk'),
    /** `interactions` is the whole list: what is not in it is gone. Otherwise it adds and updates. */
    whole: v.optional(v.boolean()),
    interactions: v.optional(v.array(liveInteractionSchema)),
    gone: v.optional(v.array(v.string())),
    agent: v.optional(v.unknown()),
    media: v.optional(v.unknown()),
    services: v.optional(v.array(v.string())),
    /** Whether the page has the client library. */
    library: v.optional(v.boolean()),
    /** Services that did not answer the bridge's own questions, with the reason. */
    refused: v.optional(v.record(v.string(), v.string())),
    /** The widgets that the simulated Workspace hosts, and how far each has come. */
    widgets: v.optional(v.array(hostedWidgetSchema)),
  }),
  /** A message of Workspace that is neither an event nor a known reply. */
  v.object({ ...stamp, kind: v.literal('message'), data: v.optional(v.unknown()) }),
  /** Something that the user should know about the connection to Workspace. */
  v.object({
    ...stamp,
    kind: v.literal('notice'),
    level: v.picklist(['info', 'warning', 'error']),
    text: v.string(),
  }),
  /** So many records up to this one were lost, as a rule because a buffer was full. */
  v.object({
    ...stamp,
    kind: v.literal('gap'),
    lost: count,
    /** True if `lost` is only an upper bound. */
    atMost: v.optional(v.boolean()),
  }),
]);
export type PageRecord = v.InferOutput<typeof recordSchema>;
export type RecordKind = PageRecord['kind'];
export type RecordOf<K extends RecordKind> = Extract<PageRecord, { kind: K }>;

/** A record before it has its number and time. */
export type NewRecord = PageRecord extends infer R
  ? R extends PageRecord
    ? Omit<R, 'seq' | 'time' | 'cut'>
    : never
  : never;
