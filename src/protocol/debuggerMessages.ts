/**
 * What passes between a bridge that the debugger put into a frame and the editor. A line stands for a connection to the
 * relay, and its texts are that connection's frames, unchanged.
 */
import * as v from 'valibot';

const line = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** From the frame. A higher line takes the place of the one before it. */
export const fromFrame = v.variant('kind', [
  v.strictObject({ kind: v.literal('open'), line }),
  v.strictObject({ kind: v.literal('text'), line, text: v.string() }),
  v.strictObject({ kind: v.literal('close'), line, code: v.pipe(v.number(), v.safeInteger()) }),
]);
export type FromFrame = v.InferOutput<typeof fromFrame>;

/** To the frame. `opened`: the relay has proved itself to the editor, and the editor to it. `ended` without a code: there was no relay. */
export const toFrame = v.variant('kind', [
  v.strictObject({ kind: v.literal('opened'), line }),
  v.strictObject({ kind: v.literal('text'), line, text: v.string() }),
  v.strictObject({ kind: v.literal('ended'), line, code: v.optional(v.number()) }),
]);
export type ToFrame = v.InferOutput<typeof toFrame>;
