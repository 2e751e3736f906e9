import { isRecordObject, lookup } from '../../base/guards';

/** A field that is another than before; absent where there is none. */
export interface ChangedField {
  /** Keys from the interaction on, such as `userData.Account`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** More changes of one record than anybody reads. */
const mostFields = 200;
/** Objects are compared field by field down to here. */
const deepest = 4;

/** The fields in which an interaction differs from what it was before, in the order of their keys. */
export function changedFields(before: unknown, after: unknown): readonly ChangedField[] {
  const found: ChangedField[] = [];
  compare(before, after, [], found);
  return found.slice(0, mostFields);
}

function compare(before: unknown, after: unknown, path: readonly string[], found: ChangedField[]): void {
  if (found.length >= mostFields || before === after) return;
  if (isRecordObject(before) && isRecordObject(after) && path.length < deepest) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(lookup(before, key), lookup(after, key), [...path, key], found);
    }
    return;
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  found.push({
    path: path.join('.'),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
}
