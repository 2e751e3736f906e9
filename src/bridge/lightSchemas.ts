/**
 * What the bridge's modules use of valibot, in its place. Every page loads the bridge, and the library would be a sixth
 * of it: so esbuild.mjs puts this under the library's name into the bundles that pages load, while the types, and what
 * relay and tools run, stay the library's. It accepts the same plain data, as JSON or a message brings it; but what it
 * accepts is handed on as it is and not copied, and an issue does not say what is wrong.
 *
 * The build leaves out what is made by a call that is marked here and then not used.
 *
 * A function that the bridge uses and this lacks stops the build; test/unit/bridge/lightSchemas.test.ts compares the rest.
 */

import { isRecordObject } from '../base/guards';

type Schema = (value: unknown) => boolean;
type SchemaOf<T> = (value: unknown) => value is T;
type Check<T> = (value: T) => boolean;

const optionals = new WeakSet<Schema>();

/* @__NO_SIDE_EFFECTS__ */
export function unknown(): Schema {
  return () => true;
}

/* @__NO_SIDE_EFFECTS__ */
export function never(): Schema {
  return () => false;
}

/* @__NO_SIDE_EFFECTS__ */
export function string(): SchemaOf<string> {
  return (value) => typeof value === 'string';
}

/* @__NO_SIDE_EFFECTS__ */
export function number(): SchemaOf<number> {
  return (value): value is number => typeof value === 'number' && !isNaN(value);
}

/* @__NO_SIDE_EFFECTS__ */
export function literal(only: unknown): Schema {
  return picklist([only]);
}

/* @__NO_SIDE_EFFECTS__ */
export function picklist(options: readonly unknown[]): Schema {
  return (value) => options.includes(value);
}

/* @__NO_SIDE_EFFECTS__ */
export function array(item: Schema): SchemaOf<unknown[]> {
  return (value): value is unknown[] => Array.isArray(value) && value.every(item);
}

/* @__NO_SIDE_EFFECTS__ */
/** As in the library, lists count as objects. */
export function strictObject(entries: Readonly<Record<string, Schema>>): Schema {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((key) => Object.hasOwn(entries, key)) &&
    Object.entries(entries).every(([key, schema]) =>
      Object.hasOwn(value, key) ? schema(Reflect.get(value, key)) : optionals.has(schema),
    );
}

/* @__NO_SIDE_EFFECTS__ */
export function optional(wrapped: Schema): Schema {
  const schema = union([literal(undefined), wrapped]);
  optionals.add(schema);
  return schema;
}

/* @__NO_SIDE_EFFECTS__ */
export function nullable(wrapped: Schema): Schema {
  return union([literal(null), wrapped]);
}

/* @__NO_SIDE_EFFECTS__ */
export function union(options: readonly Schema[]): Schema {
  return (value) => options.some((option) => option(value));
}

/** For objects that have different literals under the key, as all of the bridge's have. */
/* @__NO_SIDE_EFFECTS__ */
export function variant(_key: string, options: readonly Schema[]): Schema {
  return union(options);
}

/* @__NO_SIDE_EFFECTS__ */
export function pipe<T>(schema: SchemaOf<T>, ...checks: readonly Check<T>[]): Schema {
  return (value) => schema(value) && checks.every((check) => check(value));
}

/* @__NO_SIDE_EFFECTS__ */
export function regex(pattern: RegExp): Check<string> {
  return (value) => pattern.test(value);
}

/* @__NO_SIDE_EFFECTS__ */
export function maxLength(most: number): Check<{ readonly length: number }> {
  return (value) => value.length <= most;
}

/* @__NO_SIDE_EFFECTS__ */
export function integer(): Check<number> {
  return Number.isInteger;
}

/* @__NO_SIDE_EFFECTS__ */
export function safeInteger(): Check<number> {
  return Number.isSafeInteger;
}

/* @__NO_SIDE_EFFECTS__ */
export function minValue(least: number): Check<number> {
  return (value) => value >= least;
}

/* @__NO_SIDE_EFFECTS__ */
export function maxValue(most: number): Check<number> {
  return (value) => value <= most;
}

export function is(schema: Schema, value: unknown): boolean {
  return schema(value);
}

/** An object that is accepted loses its prototype: a promise for it would take a `then` of the page's for its own. */
export function safeParse(schema: Schema, value: unknown) {
  const success = schema(value);
  if (success && isRecordObject(value)) Reflect.setPrototypeOf(value, null);
  return { success, output: value, issues: [{ expected: null }] };
}

export function parse(schema: Schema, value: unknown): unknown {
  if (!schema(value)) throw new TypeError('not valid');
  return value;
}

export function getDotPath(): null {
  return null;
}
