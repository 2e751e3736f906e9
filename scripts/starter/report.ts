import * as v from 'valibot';

/** What the starter tells `npm start`, one JSON object a line. */
export const reportSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('started') }),
  v.strictObject({ kind: v.literal('failed'), message: v.string() }),
]);
export type Report = v.InferOutput<typeof reportSchema>;

/** The file beside the starter that says where `npm start` listens: a socket's path or a pipe's name. */
export const addressFile = 'address.txt';
