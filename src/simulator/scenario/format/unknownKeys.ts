import * as v from 'valibot';
import { isRecordObject } from '../../../base/guards';

/** A key that its object cannot have. */
export interface UnknownKey {
  /** Leads from the whole to the key. */
  readonly path: readonly PropertyKey[];
  /** The keys that the object can have. */
  readonly known: readonly string[];
}

type Path = readonly PropertyKey[];

/**
 * Every key of a value that its schema does not know. The schemas themselves report only the first of an object, and
 * do not name the keys that would be right.
 */
export function* unknownKeys(schema: unknown, value: unknown, path: Path = []): Generator<UnknownKey> {
  if (!isSchema(schema)) return;
  if (Array.isArray(value)) {
    if ('item' in schema)
      for (const [index, each] of value.entries()) yield* unknownKeys(schema.item, each, [...path, index]);
  } else if (isRecordObject(value)) {
    yield* inObject(schema, value, path);
  }
}

function* inObject(
  schema: v.GenericSchema,
  value: Readonly<Record<string, unknown>>,
  path: Path,
): Generator<UnknownKey> {
  if ('wrapped' in schema) {
    yield* unknownKeys(schema.wrapped, value, path);
  } else if (schema.type === 'record' && 'value' in schema) {
    for (const [key, each] of Object.entries(value)) yield* unknownKeys(schema.value, each, [...path, key]);
  } else if (schema.type === 'strict_object') {
    const entries = entriesOf(schema);
    yield* notIn(Object.keys(entries), value, path);
    for (const [key, entry] of Object.entries(entries)) yield* unknownKeys(entry, value[key], [...path, key]);
  } else {
    const kinds = kindsOf(schema);
    const fitting = kinds.filter((kind) => isOfKind(schema, kind, value));
    const [only, ...others] = fitting;
    if (only !== undefined && others.length === 0) yield* unknownKeys(only, value, path);
    else yield* notIn([...new Set(kinds.flatMap((kind) => Object.keys(entriesOf(kind))))], value, path);
  }
}

function* notIn(known: readonly string[], value: object, path: Path): Generator<UnknownKey> {
  if (known.length === 0) return;
  for (const key of Object.keys(value)) if (!known.includes(key)) yield { path: [...path, key], known };
}

/** The objects that a schema chooses from. */
function kindsOf(schema: v.GenericSchema): readonly v.GenericSchema[] {
  const kinds = 'kinds' in schema && isRecordObject(schema.kinds) ? Object.values(schema.kinds) : optionsOf(schema);
  return kinds.filter(isSchema).filter(({ type }) => type === 'strict_object');
}

function optionsOf(schema: v.GenericSchema): readonly unknown[] {
  return 'options' in schema && Array.isArray(schema.options) ? schema.options : [];
}

/** Whether the key that tells the kinds apart says that a value is of this kind. */
function isOfKind(schema: v.GenericSchema, kind: v.GenericSchema, value: Readonly<Record<string, unknown>>): boolean {
  if ('kinds' in schema && isRecordObject(schema.kinds)) {
    return Object.entries(schema.kinds).some(([key, each]) => each === kind && Object.hasOwn(value, key));
  }
  if (schema.type !== 'variant' || !('key' in schema) || typeof schema.key !== 'string') return true;
  const entry = entriesOf(kind)[schema.key];
  return isSchema(entry) && v.is(entry, value[schema.key]);
}

function entriesOf(schema: v.GenericSchema): Readonly<Record<string, unknown>> {
  return 'entries' in schema && isRecordObject(schema.entries) ? schema.entries : {};
}

function isSchema(value: unknown): value is v.GenericSchema {
  return isRecordObject(value) && value.kind === 'schema' && typeof value.type === 'string';
}
