import * as v from 'valibot';
import { limits } from './limits';
import { pageHello, pageIdentity } from './pageHello';
import type { placeSchema } from './pageHello';
import { callSchema, epoch, invokeResultSchema, pageId, seq, shortText, version } from './pageMessages';
import type { MethodTable } from './peer';
import { recordSchema } from './records';

/** Where a bridge sits. */
export type Place = v.InferOutput<typeof placeSchema>;

/** A page as tools see it. */
const pageInfoSchema = v.strictObject({
  ...pageIdentity,
  /** The origin that the browser vouched for; of the relay's own page in a frame of another origin, that one. */
  origin: v.string(),
  /** The number of the last record that the relay has of it. */
  seq,
  /** False while the relay waits for it to come back. */
  connected: v.boolean(),
  /** True if the page is one that the relay itself serves, and no page of another origin holds it; absent otherwise. */
  own: v.optional(v.boolean()),
});
export type PageInfo = v.InferOutput<typeof pageInfoSchema>;

/** How a call ended. */
export type InvokeResult = v.InferOutput<typeof invokeResultSchema>;

const recordsSchema = v.strictObject({
  page: pageId,
  epoch,
  records: v.pipe(v.array(recordSchema), v.minLength(1), v.maxLength(limits.recordsPerFrame)),
});
export type RecordsMessage = v.InferOutput<typeof recordsSchema>;

/** Where a tool or a page wants to go on: it has everything of this epoch up to this number. */
const positionSchema = v.strictObject({ page: pageId, epoch, seq });
export type Position = v.InferOutput<typeof positionSchema>;

/** Why the relay turned a connection away. */
const refusalReasonSchema = v.picklist(['request', 'host', 'version', 'origin', 'key', 'capacity']);
export type RefusalReason = v.InferOutput<typeof refusalReasonSchema>;

const refusalSchema = v.strictObject({
  role: v.picklist(['page', 'tool']),
  reason: refusalReasonSchema,
  /** The origin that was claimed, shortened; text by strangers. */
  origin: v.optional(shortText),
  /** True if it is the relay's own page, and `origin` that of the page which holds it in a frame; absent otherwise. */
  held: v.optional(v.boolean()),
  /** Whether it had the right key: then the user gave it to that page, and may want to let it in. */
  keyMatches: v.boolean(),
  /** What a page with the right key calls itself; text by strangers. */
  title: v.optional(shortText),
});
export type Refusal = v.InferOutput<typeof refusalSchema>;

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** What a relay lets in beyond its configuration. The relay that takes its place lets in the same. */
const allowedSchema = v.strictObject({
  /** Origins whose pages may connect. */
  origins: v.array(shortText),
  /** Other ports of loopback under which the relay is reached, since they are forwarded to it. */
  ports: v.array(port),
});
export type Allowed = v.InferOutput<typeof allowedSchema>;

/** What a page may ask of or tell the relay. */
export const pageToRelay = {
  ...pageHello,
  /** Forwarded to the tools as it is. */
  records: { params: recordsSchema },
} as const satisfies MethodTable;

/** What a tool may ask of the relay. */
export const toolToRelay = {
  hello: {
    params: v.strictObject({
      version,
      name: shortText,
      /** What the tool already has, from an earlier connection. */
      resume: v.optional(v.array(positionSchema)),
    }),
    result: v.strictObject({ relay: shortText, pages: v.array(pageInfoSchema), allowed: allowedSchema }),
  },
  invoke: { params: v.strictObject({ page: pageId, ...callSchema }), result: invokeResultSchema },
  /** Pages of this origin may connect from now on, until the relay ends. */
  allowOrigin: { params: v.strictObject({ origin: shortText }), result: v.strictObject({}) },
  /**
   * Pages of this origin, or of all origins but the relay's own where none is named, may connect no more; those that are
   * connected are closed.
   */
  forgetOrigins: { params: v.strictObject({ origin: v.optional(shortText) }), result: v.strictObject({}) },
  /** The relay is reached under this port of loopback too, since it is forwarded to it. */
  allowPort: { params: v.strictObject({ port }), result: v.strictObject({}) },
} as const satisfies MethodTable;

/** What the relay tells a tool. */
export const relayToTool = {
  /** A page came, came back, was loaded again (a new epoch), or has another title. */
  pageOpened: { params: pageInfoSchema },
  /** The page's connection ended; it may come back within the grace period. */
  pageAway: { params: v.strictObject({ page: pageId }) },
  /** The page did not come back. */
  pageClosed: { params: v.strictObject({ page: pageId }) },
  records: { params: recordsSchema },
  /** Records of this epoch from one number to another are no longer held by the relay: this tool will not get them. */
  missed: { params: v.strictObject({ page: pageId, epoch, from: seq, to: seq }) },
  refused: { params: refusalSchema },
  /** Another origin or port is allowed, or none is any more. */
  allowed: { params: allowedSchema },
} as const satisfies MethodTable;
