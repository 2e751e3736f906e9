import { beginningOf } from '../../base/text/beginningOf';
import { isFunction, isRecordObject } from '../../base/guards';

/** Far more levels than a record has; they bound the work. */
const deepest = 200;

const textLength = 200;

const typeText: unknown = Reflect.get(Object.prototype, 'toString');
const boxes = ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'];

/** The objects that are told by what the language calls them. */
interface Types {
  readonly Map: Map<unknown, unknown>;
  readonly Set: Set<unknown>;
  readonly Date: Date;
}

/**
 * Writes any value as JSON. What JSON cannot hold is named in square brackets. It calls no function of the page but
 * getters, each once, and no `toJSON`: an object is written with the properties that `postMessage` would copy.
 */
export class ValueWriter {
  /** How many characters were written. */
  size = 0;
  /** How deep arrays and objects are nested in what was written. */
  depth = 0;
  #level = 0;
  /** The objects around the one that is being written. */
  readonly #around: object[] = [];

  /** @param most characters: more are not of use */
  constructor(private readonly most: number) {}

  write(value: unknown): string {
    return this.#readable(() => value);
  }

  /** Writes what a function gives; if that or what is in it cannot be read, this text says why. */
  #readable(read: () => unknown): string {
    const { length } = this.#around;
    const level = this.#level;
    try {
      return this.#value(read());
    } catch (error) {
      this.#around.length = length;
      this.#level = level;
      return this.#name(`unreadable: ${errorText(error)}`);
    }
  }

  #value(value: unknown): string {
    switch (typeof value) {
      case 'string':
        if (value.length <= this.most) return this.#add(JSON.stringify(value));
        this.size += value.length;
        return '';
      case 'boolean':
        return this.#add(`${value}`);
      case 'number':
        if (value === 0 && 1 / value < 0) return this.#name('-0');
        return value - value === 0 ? this.#add(`${value}`) : this.#name(`${value}`);
      case 'bigint':
        return this.#name(`bigint: ${value}`);
      case 'object':
        return value === null ? this.#add('null') : this.#nested(value);
      default:
        return this.#name(typeof value);
    }
  }

  #nested(value: object): string {
    if (this.#around.includes(value)) return this.#name('circular');
    if (this.#around.length >= deepest) return this.#name('too deep');
    this.#around.push(value);
    const text = Array.isArray(value) ? this.#list(value) : this.#object(value, typeOf(value));
    this.#around.pop();
    return text;
  }

  #object(value: object, type: string): string {
    const items: unknown[] = [];
    // Many more than can be written are not looked at.
    const add = (item: unknown) => items.length <= this.most / 2 && items.push(item);
    if (isA(value, type, 'Map')) value.forEach((item, key) => add([key, item]));
    else if (isA(value, type, 'Set')) value.forEach((item) => add(item));
    if (type === 'Map' || type === 'Set')
      return `${this.#open(`{"[${type}]":`)}${this.#list(items)}${this.#close('}')}`;
    const name = nameOf(value, type);
    if (name !== undefined) return this.#name(name);
    if (isA(value, type, 'Date')) {
      const time = value.getTime();
      return time - time === 0 ? this.#value(value.toISOString()) : this.#name('Invalid Date');
    }
    if (boxes.includes(type)) {
      const unbox: unknown = Reflect.get(value, 'valueOf');
      if (isFunction(unbox)) return this.#value(Reflect.apply(unbox, value, []));
    }
    return this.#properties(value, type);
  }

  #properties(value: object, type: string): string {
    const keys = Object.keys(value);
    // An object of the browser's has nothing of its own to show, or very much, as an element has.
    if (isBrowsers(type) || (keys.length === 0 && type !== 'Object')) return this.#name(type);
    // A window of another origin can be asked for nothing else.
    if (keys.length === 0 && Reflect.get(value, 'window') === value) return this.#name('Window');
    let text = this.#open('{');
    for (let at = 0; at < keys.length && this.size <= this.most; at++) {
      const key = keys[at] ?? '';
      text += this.#add(`${at === 0 ? '' : ','}${JSON.stringify(key)}:`);
      text += this.#readable(() => Reflect.get(value, key) as unknown);
    }
    return text + this.#close('}');
  }

  #list(list: readonly unknown[]): string {
    let text = this.#open('[');
    for (let at = 0; at < list.length && this.size <= this.most; at++) {
      if (at > 0) text += this.#add(',');
      text += this.#readable(() => list[at]);
    }
    return text + this.#close(']');
  }

  #name(name: string): string {
    return this.#add(JSON.stringify(`[${name}]`));
  }

  #add(text: string): string {
    this.size += text.length;
    return text;
  }

  #open(text: string): string {
    this.depth = Math.max(this.depth, ++this.#level);
    return this.#add(text);
  }

  #close(text: string): string {
    this.#level--;
    return this.#add(text);
  }
}

/** The name of an object that has no properties to show, or undefined if it may have some. */
function nameOf(value: object, type: string): string | undefined {
  if (type === 'Error' || type === 'DOMException') return errorText(value);
  if (type === 'RegExp')
    return `RegExp: /${String(Reflect.get(value, 'source'))}/${String(Reflect.get(value, 'flags'))}`;
  const bytes: unknown = Reflect.get(value, type === 'Blob' || type === 'File' ? 'size' : 'byteLength');
  return isBrowsers(type) && typeof bytes === 'number' ? `${type}: ${bytes} bytes` : undefined;
}

/** Whether there is a class of this name, which then is not the page's: an object of a class of the page's is an Object. */
function isBrowsers(type: string): boolean {
  return type !== 'Object' && isFunction(Reflect.get(globalThis, type));
}

/** What kind of object it is, as the language calls it: `Map`, or `Object` for those of no class and of the page's. */
function typeOf(value: object): string {
  return isFunction(typeText) ? String(Reflect.apply(typeText, value, [])).slice(8, -1) : 'Object';
}

function isA<K extends keyof Types>(_value: object, type: string, wanted: K): _value is Types[K] {
  return type === wanted;
}

/** What an error says; of whatever else was thrown, its type. */
export function errorText(error: unknown): string {
  try {
    const { name, message } = isRecordObject(error) ? error : { name: undefined, message: undefined };
    const text = typeof message === 'string' && message !== '' ? `: ${message}` : '';
    return beginningOf(`${typeof name === 'string' ? name : typeof error}${text}`, textLength);
  } catch {
    return 'error';
  }
}
