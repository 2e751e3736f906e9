import * as v from 'valibot';
import { isRecordObject } from '../../../base/guards';

/** What stands in a place, where nothing is said of what is in it. `interaction` stands for a whole Interaction. */
export const plainShapes = ['text', 'number', 'boolean', 'null', 'object', 'list', 'any', 'interaction'] as const;
type PlainShape = (typeof plainShapes)[number];

/** The names of a shape's members are keys of the API; one that ends in `?` is not always there. */
export type Shape = PlainShape | { readonly list: Shape } | { readonly members: Members };
export type Members = Readonly<Record<string, Shape>>;

/** Shapes hold one another no deeper than this. */
const deepest = 4;

export const memberName = /^[A-Za-z_$][\w$]{0,59}\??$/;

function shapeWithin(depth: number): v.GenericSchema<unknown, Shape> {
  const plain = v.picklist(plainShapes);
  if (depth === 0) return plain;
  const inner = shapeWithin(depth - 1);
  return v.union([
    plain,
    v.strictObject({ list: inner }),
    v.strictObject({ members: v.record(v.pipe(v.string(), v.regex(memberName)), inner) }),
  ]);
}

export const shapeSchema = shapeWithin(deepest);
export const membersSchema = v.record(v.pipe(v.string(), v.regex(memberName)), shapeWithin(deepest - 1));

/** What stands for a value that nobody has. */
const blanks: Readonly<Record<PlainShape, unknown>> = {
  text: '',
  number: 0,
  boolean: false,
  null: null,
  object: {},
  list: [],
  any: null,
  interaction: null,
};

/**
 * A payload in the shape that was learned. Values come from the payload that the desk made: from the same place, or else
 * from wherever that has a member of the same name, or else from its one member of the same type that has no place in the
 * shape. A blank value stands where it has none.
 */
export function inShape(shape: Shape, made: unknown): unknown {
  return fitted(shape, made, made);
}

/** A blank value for each of these members that the object lacks; members that are not always there are left out. */
export function withBlankMembers<T extends object>(members: Members, object: T): T {
  const missing = Object.entries(members).filter(([name]) => !name.endsWith('?') && !Object.hasOwn(object, name));
  return {
    ...object,
    ...Object.fromEntries(missing.map(([name, shape]) => [name, fitted(shape, undefined, undefined)])),
  };
}

/** @param place what the desk's payload has where the shape stands */
function fitted(shape: Shape, place: unknown, made: unknown): unknown {
  if (typeof shape === 'string') return plain(shape, place, made);
  if ('list' in shape) return Array.isArray(place) ? place.map((each: unknown) => fitted(shape.list, each, each)) : [];
  const here = isRecordObject(place) ? place : {};
  return Object.fromEntries(
    Object.entries(shape.members).flatMap(([name, member]) => {
      const key = name.replace(/\?$/, '');
      const value = Object.hasOwn(here, key)
        ? here[key]
        : (memberOf(made, key) ?? spareOf(made, shape.members, member));
      return value === undefined && name.endsWith('?') ? [] : [[key, fitted(member, value, made)]];
    }),
  );
}

function plain(shape: PlainShape, place: unknown, made: unknown): unknown {
  switch (shape) {
    case 'any':
      return place ?? null;
    case 'interaction':
      return isInteraction(place) ? place : (interactionIn(made) ?? null);
    case 'text':
      return typeof place === 'number' ? `${place}` : isOf(shape, place) ? place : '';
    case 'number':
      return typeof place === 'string' && place !== '' && Number.isFinite(Number(place))
        ? Number(place)
        : isOf(shape, place)
          ? place
          : 0;
    default:
      return isOf(shape, place) ? place : blanks[shape];
  }
}

/** The shape of a value, if nothing is said of what is in it. */
export function plainShapeOf(value: unknown): PlainShape {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (isRecordObject(value)) return 'object';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'any';
  }
}

function isOf(shape: PlainShape, value: unknown): boolean {
  return plainShapeOf(value) === shape;
}

/** A member of this name, of the payload itself or of an object in it. */
function memberOf(made: unknown, name: string): unknown {
  if (!isRecordObject(made)) return undefined;
  const holder = [made, ...Object.values(made)].find((each) => isRecordObject(each) && Object.hasOwn(each, name));
  return isRecordObject(holder) ? holder[name] : undefined;
}

/** The one value of this shape that the payload has and the members have no place for; what kind of event it is, is none. */
function spareOf(made: unknown, members: Members, shape: Shape): unknown {
  if (!isRecordObject(made)) return undefined;
  const spare = Object.entries(made).filter(
    ([name, value]) =>
      name !== 'eventType' && !(name in members) && !(`${name}?` in members) && plainShapeOf(value) === shape,
  );
  return spare.length === 1 ? spare[0]?.[1] : undefined;
}

function interactionIn(made: unknown): unknown {
  return isRecordObject(made) ? [made, ...Object.values(made)].find(isInteraction) : undefined;
}

function isInteraction(value: unknown): boolean {
  return isRecordObject(value) && typeof value.interactionId === 'string' && Object.hasOwn(value, 'state');
}
