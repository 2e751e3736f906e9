import { isAlias, isMap, isNode, isScalar, isSeq, visit } from 'yaml';
import type { Alias, Document, Node, Scalar, YAMLMap } from 'yaml';
import { oneLine } from '../../../base/text/oneLine';

/** What is wrong with a piece of a YAML text. */
export interface YamlProblem {
  /** Offsets of the piece in the text. */
  readonly start: number;
  readonly end: number;
  /** One sentence. */
  readonly problem: string;
  /** Who else finds it: any reader of YAML or JSON, one that knows the schema of scenarios, or nobody. */
  readonly kind: ProblemKind;
  /** What to put in place of the piece, with what the user reads about that. */
  readonly fix?: { readonly title: string; readonly text: string };
}

export type ProblemKind = 'syntax' | 'schema' | 'scenario';

/** Longer texts are cut in messages. */
const mostShown = 60;

/** Aliases that lead nowhere, or to what contains them. */
export function aliasProblems(document: Document.Parsed): YamlProblem[] {
  const found: YamlProblem[] = [];
  const anchors = new Set<string>();
  const note = (_key: unknown, { anchor }: { anchor?: string }) => {
    if (anchor !== undefined) anchors.add(anchor);
  };
  visit(document, {
    Map: note,
    Seq: note,
    Scalar: note,
    Alias(_key, alias, ancestors) {
      found.push(...problemAt(alias, 'syntax', aliasProblem(alias, anchors, ancestors)));
    },
  });
  return found;
}

/**
 * What YAML would make something else of than the author wrote: numbers, words and gaps that do not come out as they
 * stand in the file, and keys that stand twice.
 */
export function valueProblems(document: Document.Parsed): YamlProblem[] {
  const found: YamlProblem[] = [];
  visit(document, {
    Map(_key, map) {
      for (const key of repeatedKeys(map))
        found.push(...problemAt(key, 'syntax', `"${shownKey(key)}" stands here twice. Keep one of them.`));
    },
    Pair(_key, { key, value }) {
      if (!isScalar(key)) found.push(...problemAt(isNode(key) ? key : undefined, 'scenario', 'A key must be a text.'));
      else if (isMerge(key) && !isMergeable(value)) found.push(...problemAt(key, 'scenario', noMapping));
      else if (value === null) found.push(...problemAt(key, 'scenario', noValue));
    },
    Scalar(key, node) {
      // The root is checked as a whole.
      if (key !== null && !(key === 'key' && isMerge(node))) found.push(...scalarProblems(node));
    },
  });
  return found;
}

function problemAt(node: Node | undefined, kind: ProblemKind, problem: string | undefined): YamlProblem[] {
  const [start, end] = node?.range ?? [0, 0];
  return problem === undefined ? [] : [{ start, end, problem, kind }];
}

const noMapping = 'After "<<" stands an alias such as *name.';
const noValue = 'There is no value here. Write null for none, or "" for an empty text.';

function scalarProblems(node: Scalar): YamlProblem[] {
  const fix = { title: 'Put it in quotes', text: JSON.stringify(node.source ?? '') };
  return problemAt(node, 'scenario', scalarProblem(node)).map((found) => ({
    ...found,
    // What bears a tag or stands in quotes already is changed by its author.
    ...(node.source === '' || node.tag !== undefined ? {} : { fix }),
  }));
}

/** What is not a text must come out as the file has it: `01097` would become 1097. */
function scalarProblem({ value, source }: Scalar): string | undefined {
  if (typeof value === 'string' || source === undefined) return undefined;
  const written = String(value);
  if (written === source) return undefined;
  if (source === '') return noValue;
  const isExact = typeof value !== 'number' || (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
  const instead = isExact && ['number', 'boolean', 'object'].includes(typeof value) ? `, or write ${written}` : '';
  return `${oneLine(source, mostShown)} would become ${written}. Put it in quotes to keep it as it is${instead}.`;
}

function aliasProblem(
  { source }: Alias,
  anchors: ReadonlySet<string>,
  ancestors: readonly unknown[],
): string | undefined {
  const name = oneLine(source, mostShown);
  if (!anchors.has(source)) return `No "&${name}" stands before this alias.`;
  const isWithin = ancestors.some((node) => isCollection(node) && node.anchor === source);
  return isWithin ? `"&${name}" can't contain itself.` : undefined;
}

function isCollection(node: unknown): node is { anchor?: string } {
  return isMap(node) || isSeq(node);
}

function repeatedKeys({ items }: YAMLMap): Scalar[] {
  const known = new Set<string>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key) || isMerge(key)) return [];
    const text = String(key.value);
    if (known.has(text)) return [key];
    known.add(text);
    return [];
  });
}

function shownKey({ value }: Scalar): string {
  return oneLine(String(value), mostShown);
}

/** `<<` without quotes takes over what another mapping has. */
function isMerge({ value, type }: Scalar): boolean {
  return type === 'PLAIN' && (value === '<<' || typeof value === 'symbol');
}

function isMergeable(value: unknown): boolean {
  return isAlias(value) || isMap(value) || (isSeq(value) && value.items.every((each) => isAlias(each) || isMap(each)));
}
