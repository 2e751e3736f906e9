import { isRecordObject } from '../../base/guards';

/** How much of a value is shown at once. */
export interface CutBounds {
  /** Characters of one text. */
  readonly text: number;
  /** Entries of one list or object. */
  readonly entries: number;
  /** Values in all. */
  readonly values: number;
}

const shownBounds: CutBounds = { text: 5000, entries: 500, values: 5000 };

/** A value without what is too much of it; a text says in its place how much that is. */
export function cutValue(
  value: unknown,
  bounds: CutBounds = shownBounds,
): { readonly value: unknown; readonly cut: boolean } {
  let left = bounds.values;
  let cut = false;
  const walk = (inner: unknown): unknown => {
    if (left <= 0) {
      cut = true;
      return '… (left out)';
    }
    left -= 1;
    if (typeof inner === 'string' && inner.length > bounds.text) {
      cut = true;
      return `${inner.slice(0, bounds.text)}… (${inner.length.toLocaleString('en')} characters in all)`;
    }
    if (Array.isArray(inner)) {
      const items = inner.slice(0, bounds.entries).map((item: unknown) => walk(item));
      return inner.length > items.length ? [...items, more(inner.length - items.length)] : items;
    }
    if (!isRecordObject(inner)) return inner;
    const entries = Object.entries(inner);
    const shown = entries.slice(0, bounds.entries).map(([key, each]): [string, unknown] => [key, walk(each)]);
    if (entries.length > shown.length) shown.push(['…', more(entries.length - shown.length)]);
    return Object.fromEntries(shown);
  };
  const more = (count: number): string => {
    cut = true;
    return `… (${count.toLocaleString('en')} more)`;
  };
  const shown = walk(value);
  return { value: shown, cut };
}
