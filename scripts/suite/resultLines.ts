import * as v from 'valibot';

const depth = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What a run of tests tells, one JSON object a line: the same from plain Node and from inside VS Code, where nothing
 * but a file leads out of every host.
 */
export const resultLineSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('suite'), title: v.string(), depth }),
  v.strictObject({ kind: v.literal('passed'), title: v.string(), depth, ms: v.number() }),
  v.strictObject({ kind: v.literal('pending'), title: v.string(), depth }),
  /** `title` is the whole one, with those of the suites around it; `details` what is known of the failure. */
  v.strictObject({ kind: v.literal('failed'), title: v.string(), depth, details: v.string() }),
  /** The run came to its end: without this line it did not. */
  v.strictObject({ kind: v.literal('end') }),
]);
export type ResultLine = v.InferOutput<typeof resultLineSchema>;

/** The environment variable that names the file to write the lines to. */
export const resultsVariable = 'DESKSIDE_TEST_RESULTS';
