/** A value of the page as it was at one moment: plain JSON data that nobody else holds, and its text. */
export interface Snapshot {
  readonly value: unknown;
  readonly text: string;
}

/**
 * Copies a value at once, before the page changes it. What JSON cannot hold is named in square brackets instead, such
 * as `[function]`. Never throws.
 */
export function snapshot(value: unknown): Snapshot {
  const text = textOf(value);
  const copy: unknown = JSON.parse(text);
  return { value: copy, text };
}

const encoder = new TextEncoder();

/** How many bytes a text takes on the wire. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The text that stands for a failed reply's `errorMessage`, which is mostly a string. */
export function plainText(value: unknown): string {
  return typeof value === 'string' ? value : textOf(value);
}

function textOf(value: unknown): string {
  try {
    return stringify(value, nameUnspeakable);
  } catch {
    try {
      return stringify(value, withoutCycles());
    } catch (error) {
      return JSON.stringify(`[unreadable: ${String(error).slice(0, 200)}]`);
    }
  }
}

type Replacer = (this: unknown, key: string, value: unknown) => unknown;

function stringify(value: unknown, replacer: Replacer): string {
  return value === undefined ? 'null' : JSON.stringify(value, replacer);
}

function nameUnspeakable(_key: string, value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  return typeof value === 'bigint' ? value.toString() : value;
}

function withoutCycles(): Replacer {
  const above: unknown[] = [];
  return function (key, value) {
    // `this` is the object that holds the value: what lies below it in the path is done.
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (typeof value !== 'object' || value === null) return nameUnspeakable(key, value);
    if (above.includes(value)) return '[circular]';
    above.push(value);
    return value;
  };
}
