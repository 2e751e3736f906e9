import type { RecordKind, RecordOf } from '../../protocol/records';
import type { RecordEntry } from './recordEntry';
import type { LoadRecords } from './recordHistory';

/** The newest records of a kind that fit, the newest first, so many at most. */
export function newestOf<K extends RecordKind>(
  records: LoadRecords,
  kind: K,
  fits: (entry: RecordEntry) => boolean,
  most: number,
): readonly RecordOf<K>[] {
  const found: RecordOf<K>[] = [];
  for (const entry of records.newest()) {
    if (found.length >= most) break;
    if (entry.kind !== kind || !fits(entry)) continue;
    const record = records.read(entry);
    if (isOfKind(record, kind)) found.push(record);
  }
  return found;
}

function isOfKind<K extends RecordKind>(
  record: { readonly kind: RecordKind } | undefined,
  kind: K,
): record is RecordOf<K> {
  return record?.kind === kind;
}
