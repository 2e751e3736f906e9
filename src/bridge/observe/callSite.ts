import { beginningOf } from '../../base/text/beginningOf';
import { limits } from '../../protocol/limits';
import type { CallSite } from '../../protocol/records';

/** Those of the bridge, of the client library, and one of the page; engines keep ten, where a page does not say otherwise. */
const frames = 24;

/** Longer lines name functions whose names mean nothing. */
const longestLine = 2 * limits.codeFile;

/** A line of a stack in the form of V8, `at name (file:1:2)`, or of others, `name@file:1:2`. */
const frameForm = /(?: \(|@|^ *at (?:async )?|^)([^\s]*):(\d+):(\d+)\)?$/;

const beforeQuery = /^[^?#]*/;

/**
 * Where in the code of the page the function was called that the bridge stands in for. It never throws, and leaves what
 * the page has set for its own stacks as it was.
 *
 * @param library the address of the client library, which itself makes the call where the page uses one of its methods
 * @returns undefined where the browser does not tell, or the page keeps it from telling the bridge
 */
export function callSite(library: string | undefined): CallSite | undefined {
  const [own, ...others] = placesIn(stackOfPage());
  const first = others.findIndex(({ file }) => file !== own?.file);
  const outside = others.filter((_, at) => at >= first);
  const place = outside.find(({ file }) => file !== withoutQuery(library ?? '')) ?? outside[0];
  return place?.file === own?.file ? undefined : place;
}

/** Without a method of texts that would ask a regular expression, or a separator, what the page has made of it. */
function placesIn(stack: string): CallSite[] {
  const places: CallSite[] = [];
  for (let start = 0; start <= stack.length;) {
    const next = stack.indexOf('\n', start);
    const end = next === -1 ? stack.length : next;
    const place = placeIn(stack.slice(start, end));
    if (place !== undefined) places.push(place);
    start = end + 1;
  }
  return places;
}

function placeIn(line: string): CallSite | undefined {
  const found = line.length > longestLine ? null : frameForm.exec(line);
  if (found === null) return undefined;
  const [, file = '', row = '', column = ''] = found;
  const place = { file: beginningOf(withoutQuery(file), limits.codeFile), line: Number(row), column: Number(column) };
  return place.line > 0 && place.column > 0 ? place : undefined;
}

/** What stands behind an address may be a customer's. */
function withoutQuery(address: string): string {
  return beforeQuery.exec(address)?.[0] ?? '';
}

/** The stack of this call as the engine writes it, or nothing. */
function stackOfPage(): string {
  // A function of the page's that makes stacks gets none of the bridge's.
  const form = 'prepareStackTrace' in Error ? lend('prepareStackTrace', undefined) : () => true;
  if (form === undefined) return '';
  const limit = lend('stackTraceLimit', frames);
  try {
    return String(new Error().stack);
  } catch {
    return '';
  } finally {
    limit?.();
    form();
  }
}

/** Gives Error a property for a moment: what puts back the page's, or undefined if the page has fixed that. */
function lend(key: 'prepareStackTrace' | 'stackTraceLimit', value: unknown): (() => boolean) | undefined {
  const found = Object.getOwnPropertyDescriptor(Error, key);
  // Without a prototype, on which the page may have put what a descriptor must not have.
  const there = found && { ...found };
  const isValue = there !== undefined && Object.hasOwn(there, 'value');
  const { configurable = true, enumerable = true } = there ?? {};
  const lent = isValue ? { ...there, value } : { configurable, enumerable, writable: true, value };
  if (!Reflect.defineProperty(Error, key, lent)) return undefined;
  return () => (there === undefined ? Reflect.deleteProperty(Error, key) : Reflect.defineProperty(Error, key, there));
}
