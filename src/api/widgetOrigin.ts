/**
 * What a bridge in a widget's page tells the simulated Workspace, which reports for it (ours, not the vendor's): how each
 * call came about, right before the call itself. Workspace's end of the wire cannot see that. Sent with `postMessage`; the
 * page gets none of it.
 */
import * as v from 'valibot';

export const widgetOriginMark = 'deskside.widgetOrigin';

/** What the page was hearing: the nth event that Workspace has sent to the window, or the reply to an earlier call. */
const heardSchema = v.union([v.strictObject({ event: v.number() }), v.strictObject({ reply: v.string() })]);
export type Heard = v.InferOutput<typeof heardSchema>;

const fromOne = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** A place in the page’s code; lines and columns count from 1. */
export const codePlaceSchema = v.strictObject({ file: v.string(), line: fromOne, column: fromOne });

/** From the page: it begins to count events, or how the next call came about. */
export const widgetOriginSchema = v.union([
  v.strictObject({ mark: v.literal(widgetOriginMark), begins: v.literal(true) }),
  v.strictObject({
    mark: v.literal(widgetOriginMark),
    cause: v.optional(heardSchema),
    after: v.optional(heardSchema),
    at: v.optional(codePlaceSchema),
  }),
]);
export type WidgetOrigin = v.InferOutput<typeof widgetOriginSchema>;

/** To the page, when it begins: so many events were sent to its window before. */
export const eventCountSchema = v.strictObject({ mark: v.literal(widgetOriginMark), events: v.number() });
export type EventCount = v.InferOutput<typeof eventCountSchema>;
