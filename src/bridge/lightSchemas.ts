/**
 * What the bridge's modules use of valibot, in its place. Every page loads the bridge, and the library would be a sixth
 * of it: so esbuild.mjs puts this under the library's name into the bundles that pages load, while the types, and what
 * relay and tools run, stay the library's. It accepts the same plain data, as JSON or a message brings it; but what it
 * accepts is handed on as it is and not copied, and an issue does not say what is wrong.
 *
 * A function that the bridge uses and this lacks stops the build; test/unit/bridge/lightSchemas.test.ts compares the rest.
 */

type Schema = (value: unknown) => boolean;
type SchemaOf<T> = (value: unknown) => value is T;
type Check<T> = (value: T) => boolean;

const optionals = new WeakSet<Schema>();

export function unknown(): Schema {
  return () => true;
}

export function never(): Schema {
  return () => false;
}

export function string(): SchemaOf<string> {
  return (value) => typeof value === 'string';
}

export function number(): SchemaOf<number> {
  return (value): value is number => typeof value === 'number' && !isNaN(value);
}

export function literal(only: unknown): Schema {
  return picklist([only]);
}

export function picklist(options: readonly unknown[]): Schema {
  return (value) => options.includes(value);
}

export function array(item: Schema): SchemaOf<unknown[]> {
  return (value): value is unknown[] => Array.isArray(value) && value.every(item);
}

/** As in the library, lists count as objects. */
export function strictObject(entries: Readonly<Record<string, Schema>>): Schema {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((key) => Object.hasOwn(entries, key)) &&
    Object.entries(entries).every(
      ([key, schema]) => (key in value || optionals.has(schema)) && schema(Reflect.get(value, key)),
    );
}

export function optional(wrapped: Schema): Schema {
  const schema = union([literal(undefined), wrapped]);
  optionals.add(schema);
  return schema;
}

export function nullable(wrapped: Schema): Schema {
  return union([literal(null), wrapped]);
}

export function union(options: readonly Schema[]): Schema {
  return (value) => options.some((option) => option(value));
}

/** For objects that have different literals under the key, as all of the bridge's have. */
export function variant(_key: string, options: readonly Schema[]): Schema {
  return union(options);
}

export function pipe<T>(schema: SchemaOf<T>, ...checks: readonly Check<T>[]): Schema {
  return (value) => schema(value) && checks.every((check) => check(value));
}

export function regex(pattern: RegExp): Check<string> {
  return (value) => pattern.test(value);
}

export function maxLength(most: number): Check<{ readonly length: number }> {
  return (value) => value.length <= most;
}

export function integer(): Check<number> {
  return Number.isInteger;
}

export function safeInteger(): Check<number> {
  return Number.isSafeInteger;
}

export function minValue(least: number): Check<number> {
  return (value) => value >= least;
}

export function maxValue(most: number): Check<number> {
  return (value) => value <= most;
}

export function is(schema: Schema, value: unknown): boolean {
  return schema(value);
}

export function safeParse(schema: Schema, value: unknown) {
  return { success: schema(value), output: value, issues: [{ expected: null }] };
}

export function parse(schema: Schema, value: unknown): unknown {
  if (!schema(value)) throw new TypeError('not valid');
  return value;
}

export function getDotPath(): null {
  return null;
}
