import { ValueWriter } from './valueWriter';

/** The size up to which a value is copied where a caller gives no bound of its own. */
const largest = 32 * 1024 * 1024;

/** Deeper values are written by ValueWriter. */
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
  if (typeof value === 'string' && value.length <= most) return sized(JSON.stringify(value), most, 0);
  const { text, size, depth } = writePlain(value, most);
  if (text !== undefined) return sized(text, most, depth);
  return size > most ? new Snapshot(undefined, depth, size) : liveSnapshot(value, most);
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

/** JSON.stringify is left by throwing this. */
const abandoned = new Error('not plain');

/** The objects around what is written, the outermost first. All places are there from the start: a page can put setters on others. */
const around: unknown[] = Array.from({ length: deepest }, () => undefined);

interface Plain {
  /** Undefined if JSON does not hold the value as it is, or if it is too large. */
  readonly text: string | undefined;
  /** At least so many characters does the text have. */
  readonly size: number;
  readonly depth: number;
}

/**
 * Writes a value with JSON.stringify, which is many times faster than writing it here, if nothing is left out, replaced or
 * made by the page.
 */
function writePlain(value: unknown, most: number): Plain {
  let size = 0;
  let depth = 0;
  let level = 0;
  function look(this: Readonly<Record<string, unknown>>, key: string, item: unknown): unknown {
    size += Array.isArray(this) ? 1 : key.length + 2;
    if (typeof item === 'string') size += item.length;
    else if (typeof item === 'number') {
      // JSON has no NaN, no infinities and no -0.
      if (item - item !== 0 || (item === 0 && 1 / item < 0)) throw abandoned;
    } else if (typeof item === 'object' && item !== null) {
      while (level > 0 && around[level - 1] !== this) level--;
      if (level === deepest || !isPlain(item)) throw abandoned;
      around[level++] = item;
      if (level > depth) depth = level;
    } else if (typeof item !== 'boolean' && item !== null) throw abandoned;
    // Another one is what a toJSON has made.
    if (size > most || this[key] !== item) throw abandoned;
    return item;
  }
  let text: string | undefined;
  try {
    // What is on the prototype of all objects is found there, too.
    if (!('toJSON' in [])) text = JSON.stringify(value, look);
  } catch {
    // It is not plain.
  }
  for (let at = 0; at < depth; at++) around[at] = undefined;
  return { text, size, depth };
}

/** Whether an object is a list or of no class, in whatever window it was made. */
function isPlain(value: object): boolean {
  if ('toJSON' in value) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Reflect.getPrototypeOf(value);
  return typeof prototype === 'object' && (prototype === null || Reflect.getPrototypeOf(prototype) === null);
}
