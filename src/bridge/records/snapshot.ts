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
   * @param isPlain whether JSON holds the value as it is
   */
  constructor(
    readonly text: string | undefined,
    readonly depth: number,
    bytes?: number,
    readonly isPlain = false,
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
  const look = new PlainLook(most);
  try {
    if (look.isPlain(value)) return sized(JSON.stringify(value), most, look.depth, true);
  } catch {
    // It is not what messages hold.
  }
  return look.size > most ? new Snapshot(undefined, look.depth, look.size) : liveSnapshot(value, most);
}

/** The same for an object of the page's own, of which each property is read no more than once. */
export function liveSnapshot(value: unknown, most = largest): Snapshot {
  const writer = new ValueWriter(most);
  const text = writer.write(value);
  return writer.size > most ? new Snapshot(undefined, writer.depth, writer.size) : sized(text, most, writer.depth);
}

function sized(text: string, most: number, depth: number, isPlain?: boolean): Snapshot {
  const bytes = text.length * mostBytesOfUnit <= most ? undefined : byteLength(text);
  return new Snapshot(bytes !== undefined && bytes > most ? undefined : text, depth, bytes, isPlain);
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

type PlainObject = Readonly<Record<string, unknown>>;

/**
 * Looks whether JSON.stringify writes a value as it is: leaves nothing out, replaces nothing and asks nothing of the page.
 * To look first and then let it write alone takes half as long as to look from within.
 */
class PlainLook {
  /** At least so many characters does the text of what was seen have. */
  size = 0;
  depth = 0;

  constructor(private readonly most: number) {}

  /** @param level how many lists and objects stand around it */
  isPlain(item: unknown, level = 0): boolean {
    if (typeof item === 'string') this.size += item.length;
    // JSON has no NaN, no infinities and no -0.
    else if (typeof item === 'number') return item - item === 0 && (item !== 0 || 1 / item > 0);
    else if (typeof item !== 'object') return typeof item === 'boolean';
    else if (item !== null) {
      if (level === deepest || 'toJSON' in item) return false;
      if (level >= this.depth) this.depth = level + 1;
      return Array.isArray(item)
        ? this.#isPlainList(item, level + 1)
        : isOfNoClass(item) && this.#isPlainObject(item, level + 1);
    }
    return this.size <= this.most;
  }

  #isPlainList(list: readonly unknown[], level: number): boolean {
    this.size += list.length;
    let at = 0;
    while (at < list.length && this.size <= this.most && this.isPlain(list[at], level)) at++;
    return at === list.length && this.size <= this.most;
  }

  #isPlainObject(object: PlainObject, level: number): boolean {
    for (const key of Object.keys(object)) {
      this.size += key.length + 2;
      if (this.size > this.most || !this.isPlain(object[key], level)) return false;
    }
    return true;
  }
}

/** Whether an object is of no class, in whatever window it was made. */
function isOfNoClass(value: object): value is PlainObject {
  const prototype: unknown = Reflect.getPrototypeOf(value);
  return typeof prototype === 'object' && (prototype === null || Reflect.getPrototypeOf(prototype) === null);
}
