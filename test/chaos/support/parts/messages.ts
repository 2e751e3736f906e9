import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a test tells a process. */
export const orderSchema = v.variant('do', [
  /** The page records so many events, each with so many bytes of payload. */
  v.strictObject({ do: v.literal('record'), count, bytes: count }),
  /** The tool calls a service of the page, with this as its parameter. */
  v.strictObject({ do: v.literal('invoke'), id: v.string() }),
  /** The relay says how much memory its process has. */
  v.strictObject({ do: v.literal('weigh') }),
]);
export type Order = v.InferOutput<typeof orderSchema>;

/** A record as the tool's process tells of it; the `mark` of an event is `LOAD/NUMBER`, as the page made it. */
const gotSchema = v.strictObject({
  seq: count,
  kind: v.string(),
  mark: v.optional(v.string()),
  lost: v.optional(count),
});
export type Got = v.InferOutput<typeof gotSchema>;

/** What a process tells the test. */
export const newsSchema = v.variant('news', [
  v.strictObject({ news: v.literal('ready'), port: v.optional(count) }),
  /** The page has made so many events in this load. */
  v.strictObject({ news: v.literal('recorded'), load: count, events: count }),
  v.strictObject({ news: v.literal('invoked'), id: v.string() }),
  v.strictObject({ news: v.literal('got'), page: v.string(), epoch: count, records: v.array(gotSchema) }),
  /** How the tool's call ended: an outcome, or the kind of the error. */
  v.strictObject({ news: v.literal('answered'), id: v.string(), end: v.string() }),
  /** The relay has lost the connection of a page. */
  v.strictObject({ news: v.literal('away') }),
  v.strictObject({ news: v.literal('weight'), residentBytes: count }),
  v.strictObject({ news: v.literal('failure'), text: v.string() }),
]);
export type News = v.InferOutput<typeof newsSchema>;
