import * as v from 'valibot';
import { limits } from '../../protocol/limits';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const text = v.string();

/** What a row stands for: a record, or the line between two loads of a page. */
const rowKinds = ['event', 'call', 'reply', 'desk', 'message', 'notice', 'gap', 'load'] as const;
export type TimelineKind = (typeof rowKinds)[number];

const outcome = v.picklist(['succeeded', 'failed', 'timedOut', 'late', 'notSent']);
const caller = v.picklist(['widget', 'bridge', 'tool', 'agent']);

const stepSchema = v.strictObject({
  interaction: text,
  /** Absent where the interaction has gone. */
  state: v.optional(text),
  caseId: v.optional(text),
  parent: v.optional(text),
});

/** What the page of the timeline knows of a record: a record's entry without what it says nothing of. */
const rowSchema = v.strictObject({
  id,
  /** Which of the loads that were told. */
  load: id,
  kind: v.picklist(rowKinds),
  seq: id,
  time: finite,
  name: v.optional(text),
  type: v.optional(text),
  by: v.optional(caller),
  widget: v.optional(text),
  about: v.optional(v.array(text)),
  caseId: v.optional(text),
  steps: v.optional(v.array(stepSchema)),
  call: v.optional(id),
  cause: v.optional(v.strictObject({ id, later: v.boolean() })),
  at: v.optional(v.strictObject({ file: text, line: id, column: id })),
  outcome: v.optional(outcome),
  durationMs: v.optional(finite),
  lost: v.optional(id),
  atMost: v.optional(v.boolean()),
});
export type TimelineRow = v.InferOutput<typeof rowSchema>;

const loadSchema = v.strictObject({ page: text, epoch: id, title: text, location: text, origin: text, place: text });
export type TimelineLoad = v.InferOutput<typeof loadSchema>;

/** Which interaction a lane stands for. */
const laneSchema = v.strictObject({ page: text, interaction: text });
export type TimelineLane = v.InferOutput<typeof laneSchema>;

/** What the extension tells the page of the timeline. */
export const toTimelinePage = v.variant('kind', [
  /** Everything begins anew. */
  v.strictObject({ kind: v.literal('begin'), live: v.boolean() }),
  /** What the user should know of all that is shown: where a trace is damaged, what is left out. */
  v.strictObject({ kind: v.literal('notes'), texts: v.array(text) }),
  v.strictObject({
    kind: v.literal('rows'),
    /** Loads that were not told before. */
    loads: v.array(loadSchema),
    /** As JSON: VS Code copies a message several times on its way, and a text takes a fraction of the time that many rows take. */
    rows: v.pipe(text, v.parseJson(), v.array(rowSchema)),
    /** Rows below this one are no longer held. */
    firstId: id,
    /** How many records are no longer held in all. */
    dropped: id,
    /** More rows follow at once. */
    more: v.boolean(),
  }),
  /** Short texts of rows, and what the interactions of lanes are called and whom they are with. */
  v.strictObject({
    kind: v.literal('texts'),
    rows: v.array(v.tuple([id, text])),
    lanes: v.array(v.strictObject({ lane: laneSchema, title: text, who: v.optional(text) })),
  }),
  v.strictObject({
    kind: v.literal('record'),
    id,
    /** The record as JSON, large values cut; absent where it is no longer held. */
    record: v.optional(v.unknown()),
    /** Whether something was cut. */
    cut: v.boolean(),
    changes: v.array(
      v.strictObject({
        interaction: text,
        /** What the record changed, by the path of the field; at most as many as anybody reads. */
        fields: v.array(
          v.strictObject({ path: text, before: v.optional(v.unknown()), after: v.optional(v.unknown()) }),
        ),
      }),
    ),
  }),
  /** Rows that have the text that is searched, in pieces. */
  v.strictObject({ kind: v.literal('found'), search: id, ids: v.array(id), done: v.boolean() }),
  /** Something was selected elsewhere. */
  v.strictObject({ kind: v.literal('select'), row: v.optional(id), lane: v.optional(laneSchema) }),
]);
export type ToTimelinePage = v.InferInput<typeof toTimelinePage>;
/** The same as the page takes it in. */
export type TimelineNews = v.InferOutput<typeof toTimelinePage>;

/** What can be done with rows in the page of the timeline. */
const timelineActions = [
  'openRecord',
  'openReply',
  'openPlace',
  'compare',
  'repeat',
  'repeatEdited',
  'copyCode',
  'copyMarkdown',
] as const;
export type TimelineAction = (typeof timelineActions)[number];

/** Rows or lanes that are asked for at once: more than a screen shows. */
const mostAsked = 500;

/** What the page of the timeline tells the extension. */
export const fromTimelinePage = v.variant('kind', [
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('selected'), row: v.optional(id), lane: v.optional(laneSchema) }),
  v.strictObject({
    kind: v.literal('describe'),
    rows: v.pipe(v.array(id), v.maxLength(mostAsked)),
    lanes: v.pipe(v.array(laneSchema), v.maxLength(mostAsked)),
  }),
  v.strictObject({ kind: v.literal('details'), id }),
  /** An empty text ends the search. */
  v.strictObject({ kind: v.literal('search'), search: id, text: v.pipe(text, v.maxLength(limits.shortText)) }),
  v.strictObject({ kind: v.literal('act'), action: v.picklist(timelineActions), rows: v.array(id) }),
]);
export type FromTimelinePage = v.InferOutput<typeof fromTimelinePage>;
