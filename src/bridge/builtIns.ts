/**
 * The built-ins of the language as the bridge uses them: those that the page has when the bridge starts, or those of a
 * frame that no script has touched where the page has replaced its own by then. No code imports this module:
 * scripts/build/pinBuiltIns.mjs rewrites the bridge's modules, on their way into the bundle, so that they use it.
 *
 * This module is not rewritten itself, so the functions that it gives out use nothing that a page can replace.
 */
import type { UnknownFunction } from '../base/guards';

interface Step {
  readonly done: boolean;
  readonly value: unknown;
}

/** What `for … of` takes, which never looks for anything on a prototype. */
interface Steps {
  readonly next: () => Step;
}

const { iterator: iteratorKey } = Symbol;
const page: unknown = globalThis;
let clean: unknown;
let opened = false;

/** The window of a frame that no script has touched, or undefined where the page allows none. */
function cleanWindow(): unknown {
  if (opened) return clean;
  opened = true;
  try {
    const host = document.createElement('deskside-bridge');
    const frame = document.createElement('iframe');
    host.attachShadow({ mode: 'closed' }).appendChild(frame);
    document.documentElement.appendChild(host);
    clean = frame.contentWindow;
    host.remove();
  } catch {
    // There is no document yet, and so no script of the page either; or the page is sandboxed.
  }
  return clean;
}

/** Reflection cannot be looked at before it is used; so it is tried out. */
function reflects(reflect: typeof Reflect): boolean {
  const one = { one: 1 };
  try {
    return (
      reflect.apply(() => one, undefined, []) === one &&
      reflect.get(one, 'one') === 1 &&
      reflect.getOwnPropertyDescriptor(one, 'one')?.value === 1 &&
      reflect.getPrototypeOf({ __proto__: one }) === one &&
      reflect.getPrototypeOf(reflect.construct(Map, [])) === Map.prototype
    );
  } catch {
    return false;
  }
}

function ownReflect(): typeof Reflect {
  const other = reflects(Reflect) ? globalThis : cleanWindow();
  return hasReflect(other) ? other.Reflect : Reflect;
}

function hasReflect(realm: unknown): realm is typeof globalThis {
  return isObject(realm) && 'Reflect' in realm;
}

const { apply, construct, get, getOwnPropertyDescriptor, getPrototypeOf } = ownReflect();
const sourceText: unknown = get(Function.prototype, 'toString');

/** What `find` finds in the page if it is the browser's own, else what it finds in a clean frame. */
function pick(name: string, find: (realm: unknown) => unknown): unknown {
  const own = found(find, page);
  return isNative(own, name) ? own : (found(find, cleanWindow()) ?? own);
}

function found(find: (realm: unknown) => unknown, realm: unknown): unknown {
  try {
    return find(realm);
  } catch {
    return undefined;
  }
}

/** Whether a function is a browser's own, under its own name. The second text is that of other browsers than Chromium. */
function isNative(value: unknown, name: string): boolean {
  // A function of a script may say anything when it stands in the place of `toString`; unlike a method, it has a prototype.
  if (!isFunction(value) || !isFunction(sourceText) || getOwnPropertyDescriptor(sourceText, 'prototype')) return false;
  const text: unknown = apply(sourceText, value, []);
  return text === `function ${name}() { [native code] }` || text === `function ${name}() {\n    [native code]\n}`;
}

function isFunction(value: unknown): value is UnknownFunction {
  return typeof value === 'function';
}

function isObject(value: unknown): value is object {
  return isFunction(value) || (typeof value === 'object' && value !== null);
}

function member(owner: unknown, name: string): unknown {
  return isObject(owner) ? get(owner, name) : undefined;
}

const anyPromise = async (value?: unknown): Promise<unknown> => await value;

/** Promises come from the language itself, whatever the page has put in the place of their class. */
const promises: unknown = getPrototypeOf(anyPromise());
const promiseClass = member(promises, 'constructor');

function prototypeOf(realm: unknown, owner: string): unknown {
  return realm === page && owner === 'Promise' ? promises : member(member(realm, owner), 'prototype');
}

function callable(value: unknown): UnknownFunction {
  return isFunction(value) ? value : () => undefined;
}

/** An object that finds something for each name that it is asked for. */
function table(find: (name: string) => unknown): Readonly<Record<string, unknown>> {
  const handler = { get: (_: unknown, name: unknown) => (typeof name === 'string' ? find(name) : undefined) };
  return construct(callable(pick('Proxy', (realm) => member(realm, 'Proxy'))), [{}, handler]) as Readonly<
    Record<string, unknown>
  >;
}

/** The methods of a prototype, as functions that take `this` first. */
export function method(owner: string): Readonly<Record<string, unknown>> {
  return table((name) => {
    const own = callable(pick(name, (realm) => member(prototypeOf(realm, owner), name)));
    return (self: unknown, ...args: readonly unknown[]): unknown => apply(own, self, args);
  });
}

/** The functions that belong to a built-in object, such as `Object.keys`. */
export function fixed(owner: string): Readonly<Record<string, unknown>> {
  return table((name) => {
    const own = callable(
      pick(name, (realm) => member(realm === page && owner === 'Promise' ? promiseClass : member(realm, owner), name)),
    );
    // Only the functions of promises are called on their class, of which they make an object.
    return owner === 'Promise' ? (...args: readonly unknown[]): unknown => apply(own, promiseClass, args) : own;
  });
}

/** The built-ins themselves, such as `Map`. */
export function builtIn(): Readonly<Record<string, unknown>> {
  return table((name) => (name === 'Promise' ? promiseClass : pick(name, (realm) => member(realm, name))));
}

/** The rest of an optional chain. */
export function ifThere<T, R>(value: T | null | undefined, rest: (value: T) => R): R | undefined {
  return value === undefined || value === null ? undefined : rest(value);
}

function steps(next: () => Step): Steps {
  const own = { __proto__: null, next, [iteratorKey]: () => own };
  return own;
}

const end: Step = { done: true, value: undefined };

/** The items of a list. */
export function eachOf(list: ArrayLike<unknown>): Steps {
  let at = 0;
  return steps(() => (at < list.length ? { done: false, value: list[at++] } : end));
}

/** Goes on with an iterator of a map. */
export const eachOfMapIterator: (iterator: unknown) => Steps = /* @__PURE__ */ (() => {
  const next = pick('next', (realm) => {
    const iterator = callable(method('Map').keys)(construct(callable(member(realm, 'Map')), []));
    return isObject(iterator) ? member(getPrototypeOf(iterator), 'next') : undefined;
  });
  return (iterator) => steps(() => apply(callable(next), iterator, []) as Step);
})();
