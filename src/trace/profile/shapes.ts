import { isRecordObject } from '../../base/guards';
import { customerContainers } from '../../model/customerValues';
import { memberName, plainShapeOf } from '../../simulator/desk/profile/shape';
import type { Members, Shape } from '../../simulator/desk/profile/shape';

/** Members that hold objects of the API; what other members hold may have keys of a customer's. */
const objectsOfApi: ReadonlySet<string> = new Set(['agent', 'campaign', 'frame', 'media', 'state']);

/** Beside its id an Interaction has one of these at least. */
const tellingFields = ['state', 'caseId', 'callType', 'media'];

/** More members are a table of somebody's, not a shape. */
const mostMembers = 60;

/** The shape of a payload: types and names of the API, no value and no key of user data. */
export function shapeOf(value: unknown): Shape {
  return shapeWithin(value, true);
}

function shapeWithin(value: unknown, isWhole: boolean): Shape {
  if (Array.isArray(value)) {
    const [first, ...others] = value.map((each: unknown) =>
      isRecordObject(each) ? shapeWithin(each, false) : plainShapeOf(each),
    );
    return first === undefined ? 'list' : { list: others.reduce(merged, first) };
  }
  if (!isRecordObject(value)) return plainShapeOf(value);
  if (!isWhole && isInteraction(value)) return 'interaction';
  const entries = Object.entries(value);
  if (entries.length > mostMembers || entries.some(([key]) => !isName(key))) return 'object';
  return { members: Object.fromEntries(entries.map(([key, each]) => [key, memberShape(key, each)])) };
}

function memberShape(key: string, value: unknown): Shape {
  if (customerContainers.has(key)) return plainShapeOf(value);
  if (isRecordObject(value)) {
    if (isInteraction(value)) return 'interaction';
    return objectsOfApi.has(key) ? shapeWithin(value, false) : 'object';
  }
  return Array.isArray(value) && value.length > 0 && value.every(isInteraction)
    ? { list: 'interaction' }
    : plainShapeOf(value);
}

/** The members of an object that are none of those named, with nothing said of what is in them. */
export function otherMembers(object: Readonly<Record<string, unknown>>, named: object): Members {
  const others = Object.entries(object).filter(([key]) => !Object.hasOwn(named, key));
  if (others.length > mostMembers) return {};
  return Object.fromEntries(others.flatMap(([key, value]) => (isName(key) ? [[key, plainShapeOf(value)]] : [])));
}

/** The shape that fits both. A member that only one of them has is not always there. */
export function merged(one: Shape, other: Shape): Shape {
  if (one === other) return one;
  if (typeof one === 'object' && typeof other === 'object') {
    if ('members' in one && 'members' in other) return { members: mergedMembers(one.members, other.members) };
    if ('list' in one && 'list' in other) return { list: merged(one.list, other.list) };
    return 'any';
  }
  for (const [plain, full] of [
    [one, other],
    [other, one],
  ] as const) {
    if (plain === 'list' && typeof full === 'object' && 'list' in full) return full;
    if (plain === 'object' && typeof full === 'object' && 'members' in full) return full;
  }
  return 'any';
}

export function mergedMembers(one: Members, other: Members): Members {
  const bare = (members: Members) =>
    new Map(Object.entries(members).map(([name, shape]) => [name.replace(/\?$/, ''), shape]));
  const [ones, others] = [bare(one), bare(other)];
  const names = [...new Set([...ones.keys(), ...others.keys()])].slice(0, mostMembers);
  return Object.fromEntries(
    names.map((name) => {
      const [mine, theirs] = [ones.get(name), others.get(name)];
      const isAlways = mine !== undefined && theirs !== undefined && !(`${name}?` in one) && !(`${name}?` in other);
      const shape = mine !== undefined && theirs !== undefined ? merged(mine, theirs) : (mine ?? theirs ?? 'any');
      return [isAlways ? name : `${name}?`, shape];
    }),
  );
}

/** Whether a key may be a name of the API: nothing with digits in a row, which may be a number of somebody's. */
function isName(key: string): boolean {
  return memberName.test(key) && !key.endsWith('?') && !/\d{3}/.test(key);
}

function isInteraction(value: unknown): boolean {
  return (
    isRecordObject(value) &&
    typeof value.interactionId === 'string' &&
    tellingFields.some((field) => Object.hasOwn(value, field))
  );
}
