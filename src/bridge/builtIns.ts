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

const reflection = [
  'apply',
  'construct',
  'defineProperty',
  'get',
  'getOwnPropertyDescriptor',
  'getPrototypeOf',
] as const;
const functions: { readonly toString: unknown } = Function.prototype;
const { toString: sourceText } = functions;
const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf } = ownReflect();

function ownReflect(): typeof Reflect {
  const other = found(reflects, page) === true ? page : cleanWindow();
  return hasReflect(other) ? other.Reflect : Reflect;
}

/** Whether all that is used of reflection is the browser’s own. Throws where the page has left too little to find that out. */
function reflects(): boolean {
  let at = 0;
  while (at < reflection.length) {
    const name = reflection[at++] ?? 'apply';
    if (!isNative(Reflect[name], name, Reflect.apply)) return false;
  }
  return true;
}

function hasReflect(realm: unknown): realm is typeof globalThis {
  return isObject(realm) && 'Reflect' in realm;
}

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
function isNative(value: unknown, name: string, call = apply): boolean {
  // A function of a script may say anything when it stands in the place of `toString`; unlike a method, it has a prototype.
  if (!isFunction(value) || !isFunction(sourceText) || 'prototype' in sourceText) return false;
  const text: unknown = call(sourceText, value, []);
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
const promises: object = getPrototypeOf(anyPromise()) ?? {};

/** What `await` takes for the class of a promise, unless it would have to run a getter of the page. */
function namedClass(): unknown {
  return getOwnPropertyDescriptor(promises, 'constructor')?.value;
}

export const promiseClass = pick('Promise', (realm) => {
  const named = realm === page ? namedClass() : undefined;
  return isNative(named, 'Promise') ? named : member(realm, 'Promise');
});
const then = callable(
  pick('then', (realm) => member(realm === page ? promises : member(member(realm, 'Promise'), 'prototype'), 'then')),
);
const noClass = { __proto__: null, value: undefined };

/** What to await in the place of a promise, so that the language does not ask the page for its class or its `then`. */
export function awaited(promise: unknown): unknown {
  if (!isPromise(promise) || namedClass() === promiseClass) return promise;
  return {
    __proto__: null,
    then: (done: unknown, failed: unknown): void => {
      // What comes of a promise that names no class is of the language’s own.
      defineProperty(promise, 'constructor', noClass);
      apply(then, promise, [done, failed]);
    },
  };
}

/** Whether it is one that the language made. */
export function isPromise(value: unknown): value is object {
  return isObject(value) && getPrototypeOf(value) === promises;
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

/** A method of a prototype, which takes `this` as methods do. */
const methodOf = (owner: string, name: string): UnknownFunction =>
  callable(pick(name, (realm) => member(member(member(realm, owner), 'prototype'), name)));
const call = methodOf('Function', 'call');
const bind = methodOf('Function', 'bind');

/** The methods of a prototype, as functions that take `this` first. */
export function method(owner: string): Readonly<Record<string, unknown>> {
  // A bound `call`: engines know that one and make no list of the arguments.
  return table((name) => apply(bind, call, [methodOf(owner, name)]));
}

/** The functions that belong to a built-in object, such as `Object.keys`. */
export function fixed(owner: string): Readonly<Record<string, unknown>> {
  return table((name) => callable(pick(name, (realm) => member(member(realm, owner), name))));
}

/** The built-ins themselves, such as `Map`. */
export function builtIn(): Readonly<Record<string, unknown>> {
  return table((name) => pick(name, (realm) => member(realm, name)));
}

// What follows stands in the place of built-ins that would ask the page of which class to make a list or a promise
// (`constructor`, `Symbol.species`), call its `then`, or run a setter that it has put on a prototype.

export function ownPush(list: unknown[], ...items: readonly unknown[]): number {
  let at = 0;
  while (at < items.length) {
    const value = items[at++];
    const next = list.length;
    const item = { __proto__: null, value, configurable: true, enumerable: true, writable: true };
    // To define takes a hundred times as long as to set, which runs nothing where no prototype has such a number.
    if (next in list) defineProperty(list, next, item);
    else list[next] = value;
  }
  return list.length;
}

export function ownMap(list: readonly unknown[], make: (item: unknown, at: number) => unknown): unknown[] {
  const made: unknown[] = [];
  for (let at = 0; at < list.length; at++) ownPush(made, make(list[at], at));
  return made;
}

export function ownFilter(list: readonly unknown[], isWanted: (item: unknown, at: number) => unknown): unknown[] {
  const wanted: unknown[] = [];
  for (let at = 0; at < list.length; at++) if (isWanted(list[at], at) === true) ownPush(wanted, list[at]);
  return wanted;
}

export function ownRace(all: readonly unknown[]): unknown {
  const end = async (one: unknown, done: UnknownFunction, failed: UnknownFunction) => {
    try {
      done(await awaited(one));
    } catch (error) {
      failed(error);
    }
  };
  return construct(callable(promiseClass), [
    (done: UnknownFunction, failed: UnknownFunction) => {
      ownMap(all, (one) => void end(one, done, failed));
    },
  ]);
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
