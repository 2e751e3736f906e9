import * as v from 'valibot';
import { isRecordObject } from '../../../base/guards';
import { nearest } from '../../../base/text/nearest';
import { oneLine } from '../../../base/text/oneLine';
import { referredName } from '../run/names';
import { scenarioSchema } from './scenario';
import type { Scenario } from './scenario';
import { unknownKeys } from './unknownKeys';
import type { UnknownKey } from './unknownKeys';

type Path = readonly PropertyKey[];

/** Something that is wrong in a scenario. */
export interface Flaw {
  /** Keys and places that lead to it from the whole. */
  readonly path: Path;
  /** The key at the end of the path is wrong, not its value. */
  readonly isKey?: true;
  /** One sentence. */
  readonly message: string;
  /** The text that probably was meant at the end of the path, key or value. */
  readonly meant?: string;
  /** The schema of scenarios does not tell it. */
  readonly isBeyondSchema?: true;
}

export type Checked =
  { readonly scenario: Scenario } | { readonly flaws: readonly [first: Flaw, ...others: readonly Flaw[]] };

/** More flaws help nobody. */
export const mostFlaws = 100;

/** Checks what was read from a file or came in an address: its form, and that interactions have a name before they are used. */
export function checkScenario(value: unknown): Checked {
  const parsed = v.safeParse(scenarioSchema, value, { abortPipeEarly: true });
  const form = parsed.success ? [] : formFlaws(value, parsed.issues);
  // Where a name is given under a misspelt key, that it is unknown would only follow.
  const flaws = form.some(({ meant }) => meant === 'as') ? form : [...form, ...unknownNames(value)];
  const [first, ...others] = flaws.slice(0, mostFlaws);
  if (first !== undefined) return { flaws: [first, ...others] };
  return parsed.success ? { scenario: parsed.output } : { flaws: [flawOf(parsed.issues[0])] };
}

function formFlaws(value: unknown, issues: readonly v.BaseIssue<unknown>[]): Flaw[] {
  const unknown = [...unknownKeys(scenarioSchema, value)].slice(0, mostFlaws).map((found) => {
    const key = String(found.path.at(-1));
    return { ...found, key, meant: nearest(key, found.known) };
  });
  // What lacks because of a misspelt key would only be said twice.
  const meant = new Set(
    unknown.flatMap(({ path, meant }) => (meant === undefined ? [] : pathKey([...path.slice(0, -1), meant]))),
  );
  const misspeltIn = new Set(
    unknown.filter(({ meant }) => meant !== undefined).map(({ path }) => pathKey(path.slice(0, -1))),
  );
  const others = issues.filter((issue) => {
    const key = pathKey(pathOf(issue));
    if (isUnknownKey(issue) || meant.has(key)) return false;
    return !(isKindMissing(issue) && misspeltIn.has(key));
  });
  return [...unknown.map(unknownKeyFlaw), ...others.map(flawOf)];
}

function unknownKeyFlaw({ path, key, known, meant }: UnknownKey & { key: string; meant: string | undefined }): Flaw {
  const place = path.length === 1 ? '' : `${placeOf(path.slice(0, -1))}: `;
  const list = known.join(', ');
  const help =
    meant !== undefined ? `, did you mean "${meant}"?` : list.length <= mostExpected ? `. Known are: ${list}.` : '.';
  const message = `${place}"${oneLine(key, mostShown)}" is not known here${help}`;
  return { path, isKey: true, message, ...(meant === undefined ? {} : { meant }) };
}

function flawOf(issue: v.BaseIssue<unknown>): Flaw {
  const path = pathOf(issue);
  const nearby = nearestText(issue);
  const meant = nearby ?? (isTextWithoutQuotes(issue) ? String(issue.input) : undefined);
  const message = `${placeOf(path)}: ${sentence(issue, nearby)}`;
  return { path, message, ...(meant === undefined ? {} : { meant }) };
}

function pathOf(issue: v.BaseIssue<unknown>): Path {
  return (issue.path ?? []).map(({ key }) => key).filter(isKey);
}

function pathKey(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** Where something stands, in words: steps are counted as in the report. */
function placeOf(path: Path): string {
  const [first, index, ...others] = path;
  if (first !== 'steps' || typeof index !== 'number') return path.length === 0 ? 'The scenario' : quoted(path);
  return others.length === 0 ? `Step ${index + 1}` : `Step ${index + 1}, ${quoted(others)}`;
}

function quoted(path: Path): string {
  return `"${oneLine(path.map(String).join('.'), mostExpected)}"`;
}

/** Longer lists of what is possible help nobody. */
const mostExpected = 200;

/** Longer words are no slip of the keyboard, and nobody reads them. */
const mostShown = 60;

/** Our messages begin with "must"; the library's tell what it got instead. */
function sentence(issue: v.BaseIssue<unknown>, meant: string | undefined): string {
  const { message, expected } = issue;
  const received = oneLine(issue.received, mostShown);
  if (message.startsWith('must ')) return `it ${message}${meant === undefined ? '.' : `, did you mean "${meant}"?`}`;
  if (meant !== undefined) return `it can't be ${received}, did you mean "${meant}"?`;
  if (expected === null || expected.length > mostExpected) return `it can't be ${received}.`;
  return received === 'undefined'
    ? `it is missing; it must be ${expected}.`
    : `it must be ${expected}, not ${received}.`;
}

/** The possible text that somebody meant who wrote another one; a choice of several forms names them in its parts. */
function nearestText({ input, expected, issues }: v.BaseIssue<unknown>): string | undefined {
  if (typeof input !== 'string') return undefined;
  const possible = [expected, ...(issues ?? []).map((part) => part.expected)].flatMap((each) => textsIn(each ?? ''));
  return nearest(input, possible);
}

/** A number or a switch where a text is asked for: `ani: 5550199`. */
function isTextWithoutQuotes({ expected, input }: v.BaseIssue<unknown>): boolean {
  return expected === 'string' && (typeof input === 'number' || typeof input === 'boolean');
}

/** The texts that a description of what is possible names: `("a" | "b")`. */
function textsIn(expected: string): string[] {
  return [...expected.matchAll(/"([^"\\]*)"/g)].map(([, text = '']) => text);
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function isKindMissing({ type }: v.BaseIssue<unknown>): boolean {
  return type === 'never';
}

function isKey(key: unknown): key is PropertyKey {
  return ['string', 'number', 'symbol'].includes(typeof key);
}

/** Keys of actions and conditions under which the name of an interaction stands. */
const nameKeys: readonly string[] = ['interactionId', 'caseId', 'interaction', 'gone'];

function unknownNames(scenario: unknown): Flaw[] {
  const known = new Set<string>();
  const steps: readonly unknown[] = isRecordObject(scenario) && Array.isArray(scenario.steps) ? scenario.steps : [];
  return steps.flatMap((step, index) => {
    const missing = [...namesIn(step, ['steps', index])].filter(({ name }) => !known.has(name));
    if (isRecordObject(step) && typeof step.as === 'string') known.add(step.as);
    return missing.map((use) => unknownName(use, [...known]));
  });
}

/** A name where it stands: as it is, or within a reference such as `$call.caseId`. */
interface NameUse {
  readonly path: Path;
  readonly name: string;
  readonly text: string;
}

function unknownName({ path, name, text }: NameUse, known: readonly string[]): Flaw {
  const near = nearest(name, known);
  const help = near === undefined ? '.' : `, did you mean "${near}"?`;
  const message = `${placeOf(path)}: no step before has "as: ${oneLine(name, mostShown)}"${help}`;
  return { path, message, isBeyondSchema: true, ...(near === undefined ? {} : { meant: text.replace(name, near) }) };
}

function* namesIn(value: unknown, path: Path): Generator<NameUse> {
  if (typeof value === 'string') {
    const name = referredName(value);
    if (name !== undefined) yield { path, name, text: value };
    else if (path.length === 4 && nameKeys.includes(String(path[3]))) yield { path, name: value, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* namesIn(each, [...path, index]);
  } else if (isRecordObject(value)) {
    for (const [key, each] of Object.entries(value)) yield* namesIn(each, [...path, key]);
  }
}
