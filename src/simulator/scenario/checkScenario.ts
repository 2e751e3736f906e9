import * as v from 'valibot';
import { isRecordObject } from '../../base/json';
import { referredName } from './names';
import { scenarioSchema } from './scenario';
import type { Scenario } from './scenario';

/** Something that is wrong in a scenario. */
export interface Flaw {
  /** Keys and places that lead to it from the whole. */
  readonly path: readonly PropertyKey[];
  /** One sentence. */
  readonly message: string;
}

export type Checked = { readonly scenario: Scenario } | { readonly flaw: Flaw };

/** Checks what was read from a file or came in an address: its form, and that interactions have a name before they are used. */
export function checkScenario(value: unknown): Checked {
  const parsed = v.safeParse(scenarioSchema, value, { abortPipeEarly: true });
  if (!parsed.success) return { flaw: flawOf(parsed.issues[0]) };
  const scenario = parsed.output;
  const flaw = findUnknownName(scenario);
  return flaw === undefined ? { scenario } : { flaw };
}

function flawOf(issue: v.BaseIssue<unknown>): Flaw {
  const path = (issue.path ?? []).map(({ key }) => key).filter(isKey);
  return { path, message: `${placeOf(path)}: ${sentence(issue)}` };
}

/** Where something stands, in words: steps are counted as in the report. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, index, ...others] = path;
  if (first !== 'steps' || typeof index !== 'number') return path.length === 0 ? 'The scenario' : quoted(path);
  return others.length === 0 ? `Step ${index + 1}` : `Step ${index + 1}, ${quoted(others)}`;
}

function quoted(path: readonly PropertyKey[]): string {
  return `"${path.map(String).join('.')}"`;
}

/** Longer lists of what is possible help nobody. */
const mostExpected = 200;

/** Our messages begin with "must"; the library's tell what it got instead. */
function sentence({ message, expected, received }: v.BaseIssue<unknown>): string {
  if (message.startsWith('must ')) return `it ${message}.`;
  if (expected === 'never') return 'there is no such key here.';
  if (expected === null || expected.length > mostExpected) return `it can't be ${received}.`;
  return received === 'undefined'
    ? `it is missing; it must be ${expected}.`
    : `it must be ${expected}, not ${received}.`;
}

function isKey(key: unknown): key is PropertyKey {
  return ['string', 'number', 'symbol'].includes(typeof key);
}

/** Keys of actions and conditions under which the name of an interaction stands. */
const nameKeys: readonly string[] = ['interactionId', 'caseId', 'interaction', 'gone'];

function findUnknownName({ steps }: Scenario): Flaw | undefined {
  const known = new Set<string>();
  for (const [index, step] of steps.entries()) {
    for (const { path, name } of namesIn(step, ['steps', index])) {
      if (known.has(name)) continue;
      return { path, message: `${placeOf(path)}: no step before has "as: ${name}".` };
    }
    if ('as' in step) known.add(step.as);
  }
  return undefined;
}

function* namesIn(
  value: unknown,
  path: readonly PropertyKey[],
): Generator<{ path: readonly PropertyKey[]; name: string }> {
  if (typeof value === 'string') {
    const name = referredName(value);
    if (name !== undefined) yield { path, name };
    else if (path.length === 4 && nameKeys.includes(String(path[3]))) yield { path, name: value };
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* namesIn(each, [...path, index]);
  } else if (isRecordObject(value)) {
    for (const [key, each] of Object.entries(value)) yield* namesIn(each, [...path, key]);
  }
}
