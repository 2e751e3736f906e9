import { isMap, isNode, isScalar, parseAllDocuments } from 'yaml';
import type { Document, ErrorCode, Node } from 'yaml';
import { messageOf } from '../../../base/guards';
import { checkScenario, mostFlaws } from './checkScenario';
import type { Flaw } from './checkScenario';
import type { Scenario } from './scenario';
import { aliasProblems, valueProblems } from './yamlProblems';
import type { YamlProblem } from './yamlProblems';

/** Something that keeps a text from being a scenario. */
export interface ScenarioProblem extends YamlProblem {
  /** Where it starts; both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** What a text holds: a scenario, or every problem that keeps it from being one, in their order in the text. */
export type ReadScenario =
  | { readonly scenario: Scenario }
  | { readonly problems: readonly [first: ScenarioProblem, ...others: readonly ScenarioProblem[]] };

/** The problems of a file as lines that name their place: `file:line:column problem`. */
export function problemLines(file: string, problems: readonly ScenarioProblem[]): string[] {
  return problems.map(({ line, column, problem }) => `${file}:${line}:${column} ${problem}`);
}

/** Longer texts are no scenarios. */
const mostCharacters = 262_144;

/** Reads a scenario from YAML, or from JSON, which is YAML too. */
export function readScenario(text: string): ReadScenario {
  const unreadable = textProblem(text);
  const read = unreadable === undefined ? readNested(text) : [unreadable];
  if ('scenario' in read) return read;
  const [first, ...others] = read
    .toSorted((one, other) => one.start - other.start)
    .slice(0, mostFlaws)
    .map((problem) => ({ ...problem, ...placeIn(text, problem.start) }));
  if (first === undefined) throw new Error('A text without problems is a scenario');
  return { problems: [first, ...others] };
}

const tooDeep = 'This is nested too deeply.';

/** What the library says of these in words that help nobody. */
const ownWords: Partial<Record<ErrorCode, string>> = {
  RESOURCE_EXHAUSTION: tooDeep,
  TAB_AS_INDENT: 'A tab stands before this. Indent with spaces.',
};

function textProblem(text: string): YamlProblem | undefined {
  if (text.length > mostCharacters) return at(0, `A scenario has at most ${mostCharacters} characters.`);
  // A zero byte or a replacement character: the bytes were no UTF-8.
  const undecoded = text.search(/[\0\uFFFD]/);
  return undecoded < 0 ? undefined : at(undecoded, 'This is not UTF-8. Save the file as UTF-8.');
}

/** Only nesting uses up the stack. */
function readNested(text: string): { readonly scenario: Scenario } | readonly YamlProblem[] {
  try {
    return readYaml(text);
  } catch (error) {
    if (error instanceof RangeError) return [at(0, tooDeep)];
    throw error;
  }
}

function readYaml(text: string): { readonly scenario: Scenario } | readonly YamlProblem[] {
  // Keys that stand twice are found later: the library compares each key with all others.
  const options = { prettyErrors: false, uniqueKeys: false, merge: true, logLevel: 'error' } as const;
  const [document, next] = [...parseAllDocuments(text, options)];
  if (document === undefined) return readValue(null, undefined, [], text);
  const problems: YamlProblem[] =
    next === undefined
      ? []
      : [at(next.range[0], 'A file holds one scenario. Move what follows into a file of its own.')];
  for (const { code, pos, message } of [...document.errors, ...document.warnings]) {
    const problem = ownWords[code] ?? (/[.!?]$/.test(message) ? message : `${message}.`);
    problems.push({ start: pos[0], end: pos[1], problem, kind: 'syntax' });
  }
  if (document.errors.length > 0) return problems;
  const wrongAliases = aliasProblems(document);
  if (wrongAliases.length > 0) return [...problems, ...wrongAliases];
  problems.push(...valueProblems(document));
  const value = toValue(document);
  if ('refused' in value) return problems.length > 0 ? problems : [at(0, value.refused)];
  return readValue(value.value, document, problems, text);
}

function readValue(
  value: unknown,
  document: Document.Parsed | undefined,
  problems: readonly YamlProblem[],
  text: string,
): { readonly scenario: Scenario } | readonly YamlProblem[] {
  const checked = checkScenario(value);
  if ('scenario' in checked) return problems.length > 0 ? problems : checked;
  const flaws = checked.flaws.map((flaw) => problemOf(flaw, document, text));
  // What YAML made of a value is told already: that it is none the scenario can have follows from it.
  const further = flaws.filter((flaw) => !problems.some(({ start, end }) => start === flaw.start && end === flaw.end));
  return [...problems, ...further];
}

function problemOf(flaw: Flaw, document: Document | undefined, text: string): YamlProblem {
  const range = rangeOf(document, flaw);
  const problem = { ...range, problem: flaw.message, kind: flaw.isBeyondSchema ? 'scenario' : 'schema' } as const;
  const { meant } = flaw;
  if (meant === undefined || document === undefined) return problem;
  const written = text.slice(range.start, range.end);
  if (written === meant) return { ...problem, fix: { title: 'Put it in quotes', text: JSON.stringify(meant) } };
  const [quote = ''] = /^["']/.exec(written) ?? [];
  return { ...problem, fix: { title: `Change to ${meant}`, text: `${quote}${meant}${quote}` } };
}

/** Aliases that multiply without end are refused by the library with an error. */
function toValue(document: Document): { readonly value: unknown } | { readonly refused: string } {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    return { refused: messageOf(error) };
  }
}

/** Where the flaw stands, or the nearest thing around it: what is missing stands nowhere. */
function rangeOf(document: Document | undefined, { path, isKey }: Flaw): { start: number; end: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(document, path.slice(0, length), isKey === true && length === path.length);
    if (node?.range) return { start: node.range[0], end: node.range[1] };
  }
  return { start: 0, end: 0 };
}

function nodeAt(document: Document | undefined, path: readonly PropertyKey[], isKey: boolean): Node | undefined {
  if (document === undefined) return undefined;
  if (isKey) {
    const around = nodeAt(document, path.slice(0, -1), false);
    if (!isMap(around)) return undefined;
    const key = around.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === path.at(-1))?.key;
    return isNode(key) ? key : undefined;
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

function at(offset: number, problem: string): YamlProblem {
  return { start: offset, end: offset, problem, kind: 'scenario' };
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
