import { ValueWriter } from './valueWriter';

/** The size up to which a value is copied where a caller gives no bound of its own. */
const largest = 32 * 1024 * 1024;

/** Deeper values are written by ValueWriter, which tells a cycle from a deep value. */
const deepest = 100;

/** A value of the page as it was at one moment, as JSON text. */
export class Snapshot {
  #bytes: number | undefined;

  /**
   * @param text the JSON text, or undefined if the value is larger than it may be
   * @param depth how deep arrays and objects are nested in it
   * @param bytes see below, where that is known
   */
  constructor(
    readonly text: string | undefined,
    readonly depth: number,
    bytes?: number,
  ) {
    this.#bytes = bytes;
  }

  /** How many bytes of UTF-8 the text has; of a value that is too large, how many it has at least. Counting takes time. */
  get bytes(): number {
    return (this.#bytes ??= byteLength(this.text ?? ''));
  }

  /** A copy of the value that nobody else holds. */
  get value(): unknown {
    return this.text === undefined ? undefined : (JSON.parse(this.text) as unknown);
  }
}

/**
 * Copies what came in a message, before the page can change it. What JSON cannot hold is named in square brackets, such
 * as `[undefined]`; src/protocol/README.md lists these names. Never throws.
 *
 * @param most a value with more bytes of JSON is not copied
 */
export function snapshot(value: unknown, most = largest): Snapshot {
  const check = new PlainCheck(most);
  try {
    if (!check.isPlain(value, 0)) return liveSnapshot(value, most);
  } catch {
    return liveSnapshot(value, most);
  }
  if (check.size > most) return new Snapshot(undefined, check.depth, check.size);
  const text = JSON.stringify(value);
  return sized(text, most, check.depth);
}

/** The same for an object of the page's own, of which each property is read no more than once. */
export function liveSnapshot(value: unknown, most = largest): Snapshot {
  const writer = new ValueWriter(most);
  const text = writer.write(value);
  return writer.size > most ? new Snapshot(undefined, writer.depth, writer.size) : sized(text, most, writer.depth);
}

function sized(text: string, most: number, depth: number): Snapshot {
  if (text.length * mostBytesOfUnit <= most) return new Snapshot(text, depth);
  const bytes = byteLength(text);
  return new Snapshot(bytes > most ? undefined : text, depth, bytes);
}

/** JSON text that does not depend on what the page has put on prototypes. */
export function jsonText(value: unknown): string {
  return snapshot(value).text ?? 'null';
}

const beyondAscii = /[^\0-\x7f]/;

/** A unit of UTF-16 becomes no more bytes of UTF-8 than that. */
export const mostBytesOfUnit = 3;

/** How many bytes a text takes on the wire; as in all JSON, no surrogate stands alone. It does without `TextEncoder`, which a page can replace. */
export function byteLength(text: string): number {
  let bytes = text.length;
  if (!beyondAscii.test(text)) return bytes;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** The text that stands for a failed reply's `errorMessage`, which is mostly a string. */
export function plainText(value: unknown): string {
  return typeof value === 'string' ? value : jsonText(value);
}

/** Finds out whether `JSON.stringify` writes a value as it is: with nothing left out, replaced, or made by the page. */
class PlainCheck {
  /** At least so many characters does the text have. */
  size = 0;
  depth = 0;

  constructor(private readonly most: number) {}

  isPlain(value: unknown, level: number): boolean {
    switch (typeof value) {
      case 'string':
        this.size += value.length + 2;
        return true;
      case 'number':
        this.size++;
        // JSON has no NaN, no infinities and no -0.
        return value - value === 0 && (value !== 0 || 1 / value > 0);
      case 'boolean':
        this.size += 4;
        return true;
      case 'object':
        this.size += 2;
        return value === null || this.#isPlainObject(value, level + 1);
      default:
        return false;
    }
  }

  #isPlainObject(value: object, level: number): boolean {
    // What is too large is not written at all, so that the rest of it does not matter.
    if (this.size > this.most) return true;
    if (level > deepest || 'toJSON' in value) return false;
    if (level > this.depth) this.depth = level;
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value;
      this.size += list.length;
      for (const item of list) {
        if (!this.isPlain(item, level)) return false;
      }
      return true;
    }
    if (!hasPlainPrototype(value)) return false;
    for (const key of Object.keys(value)) {
      this.size += key.length + 4;
      if (!this.isPlain(Reflect.get(value, key), level)) return false;
    }
    return true;
  }
}

/** Whether an object is of no class, in whatever window it was made. */
function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Reflect.getPrototypeOf(value);
  return typeof prototype === 'object' && (prototype === null || Reflect.getPrototypeOf(prototype) === null);
}
