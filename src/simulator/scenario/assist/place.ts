import { isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Scalar } from 'yaml';
import type { Path } from './schema';

/** A place in the text of a scenario. */
export interface ScenarioPlace {
  /** Leads to the value; to the mapping, where a key stands at the place. */
  readonly path: Path;
  readonly role: 'key' | 'value';
  /** Offsets of what stands there. */
  readonly start: number;
  readonly end: number;
  /** What stands there; empty where nothing does. */
  readonly text: string;
  /** The scenario as far as it can be read, with `isOpenPlace` for what is not written yet. */
  readonly scenario: unknown;
  /** The keys of the mapping around a key. */
  readonly siblings: readonly string[];
  /** A colon follows already. */
  readonly hasColon: boolean;
  /** Nothing else stands before it on its line. */
  readonly isOwnLine: boolean;
}

/** Stands in the text for what is to be completed; nobody writes it. */
const open = 'deskside\u2063open';

/** Whether a value of `Place.scenario` stands for what is not written yet. */
export function isOpenPlace(value: unknown): boolean {
  return value === open;
}

/** The key or value at an offset, for a hover; undefined between them. */
export function placeAt(text: string, offset: number): ScenarioPlace | undefined {
  const document = parse(text);
  const found = findScalar(
    document,
    ({ range }) => range !== null && range !== undefined && range[0] <= offset && offset <= range[1],
  );
  if (found === undefined) return undefined;
  const [start, end] = found.node.range ?? [0, 0];
  return {
    ...found.place,
    start,
    end,
    text: String(found.node.value),
    scenario: valueOf(document),
    hasColon: false,
    isOwnLine: false,
  };
}

/** The place at an offset where something is to be completed; undefined where nothing can stand. */
export function openPlaceAt(text: string, offset: number): ScenarioPlace | undefined {
  const { start, end } = wordAround(text, offset);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isOwnLine = /^\s*(?:- +)*$/.test(text.slice(lineStart, start));
  const rest = /.*/.exec(text.slice(end))?.[0] ?? '';
  const hasColon = rest.trimStart().startsWith(':');
  const put = (filling: string) => parse(text.slice(0, start) + filling + text.slice(end));
  // On a line of its own a key is begun, as a rule; without its colon YAML would take it for a part of what stands around.
  const fillings = isOwnLine && rest.trim() === '' ? [`${open}: `, open] : [open];
  for (const filling of fillings) {
    const document = put(filling);
    const found = findScalar(document, ({ value }) => value === open);
    if (found === undefined || (filling !== open && found.isBareEntry)) continue;
    const word = text.slice(start, end);
    return { ...found.place, start, end, text: word, scenario: valueOf(document), hasColon, isOwnLine };
  }
  return undefined;
}

const wordCharacter = /[\w$.*]/;

/** The word that an offset stands in or beside, with its quotes. */
function wordAround(text: string, offset: number): { start: number; end: number } {
  let start = offset;
  let end = offset;
  while (start > 0 && wordCharacter.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && wordCharacter.test(text.charAt(end))) end += 1;
  const quote = text.charAt(start - 1);
  if (quote !== '"' && quote !== "'") return { start, end };
  return { start: start - 1, end: text.charAt(end) === quote ? end + 1 : end };
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { prettyErrors: false, uniqueKeys: false, merge: true, logLevel: 'error' });
}

/** Aliases that lead nowhere keep a text from having a value. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS() as unknown;
  } catch {
    return undefined;
  }
}

interface Found {
  readonly node: Scalar;
  readonly place: Pick<ScenarioPlace, 'path' | 'role' | 'siblings'>;
  /** An entry of a list in brackets that its colon alone would make a mapping. */
  readonly isBareEntry: boolean;
}

function findScalar(document: Document.Parsed, isIt: (node: Scalar) => boolean): Found | undefined {
  let found: Found | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (!isIt(node)) return undefined;
      const map = key === 'key' ? ancestors.findLast(isMap) : undefined;
      const path = pathOf([...ancestors, node], map ?? node);
      const siblings = (map?.items ?? []).flatMap((pair) =>
        isScalar(pair.key) && pair.key !== node ? [String(pair.key.value)] : [],
      );
      const isBareEntry = map?.flow === true && map.range?.[0] === node.range?.[0];
      found = { node, place: { path, role: map === undefined ? 'value' : 'key', siblings }, isBareEntry };
      return visit.BREAK;
    },
  });
  return found;
}

/** The keys and places that lead through these nodes, each within the one before, to the last of interest. */
function pathOf(nodes: readonly unknown[], last: Node): Path {
  const path: (string | number)[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node === last) break;
    const next = nodes[index + 1];
    if (isPair(node) && node.key !== next && isScalar(node.key)) path.push(String(node.key.value));
    else if (isSeq(node)) path.push(node.items.indexOf(next));
  }
  return path;
}
