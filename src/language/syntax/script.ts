import { TreeFragment } from '@lezer/common';
import type { ChangedRange, SyntaxNode, Tree } from '@lezer/common';
import { parser as htmlParser } from '@lezer/html';
import { parser as javaScriptParser } from '@lezer/javascript';
import { dialectOf, isMarkup } from '../documents';
import { NodeIndex } from './nodeIndex';
import { childOf } from './nodes';
import type { Range } from './nodes';

/** A script of a document: a file of JavaScript or TypeScript, or what stands in one `<script>` element. */
export interface Script {
  /** The text of the whole document, in which all positions count. */
  readonly text: string;
  /** Where the script stands in the document. */
  readonly range: Range;
  /** The parser's name for what the script is written in. */
  readonly dialect: string;
  readonly tree: Tree;
  readonly nodes: NodeIndex;
}

/** The text of a place in a script. */
export function textIn({ text }: Script, { from, to }: Range): string {
  return text.slice(from, to);
}

/** The name of the property that a member expression takes, or undefined where it is computed. */
export function memberKey(script: Script, node: SyntaxNode): string | undefined {
  const name = childOf(node, 'PropertyName') ?? childOf(node, 'PrivatePropertyName');
  if (name !== null) return textIn(script, name);
  if (node.lastChild?.name !== ']') return undefined;
  const number = childOf(node, 'Number');
  if (number !== null) return textIn(script, number);
  const text = childOf(node, 'String');
  return text === null ? undefined : textIn(script, text).slice(1, -1);
}

/**
 * The scripts of a document, parsed. The parser never fails: where a text is half typed, the tree has places of errors.
 * @param language VS Code's id of the document's language
 * @param before the scripts of the document before it was edited: only what changed is parsed again
 */
export function scriptsOf(text: string, language: string, before: readonly Script[] = []): readonly Script[] {
  const dialect = dialectOf(language);
  if (dialect !== undefined) return [parse(text, dialect, { from: 0, to: text.length }, before[0])];
  if (!isMarkup(language)) return [];
  return scriptElements(text).map(({ range, dialect }, index) => parse(text, dialect, range, before[index]));
}

function parse(text: string, dialect: string, range: Range, before?: Script): Script {
  // Positions count from where the first range begins, so an empty one makes them count from the document's beginning.
  const ranges = range.from === 0 ? [range] : [{ from: 0, to: 0 }, range];
  const fragments = before?.dialect === dialect ? unchangedFragments(before, text) : [];
  const tree = parserOf(dialect).parse(text, fragments, ranges);
  return { text, range, dialect, tree, nodes: new NodeIndex(tree) };
}

const parsers = new Map<string, typeof javaScriptParser>();

/** Trees of one parser can be taken over; a parser that is configured again makes another one of it. */
function parserOf(dialect: string): typeof javaScriptParser {
  let parser = parsers.get(dialect);
  if (parser === undefined) parsers.set(dialect, (parser = javaScriptParser.configure({ dialect })));
  return parser;
}

function unchangedFragments(before: Script, text: string): readonly TreeFragment[] {
  return TreeFragment.applyChanges(TreeFragment.addTree(before.tree), [changeBetween(before.text, text)]);
}

/** The stretch outside of which two texts are equal. */
function changeBetween(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let [toA, toB] = [before.length, after.length];
  while (toA > from && toB > from && before.charCodeAt(toA - 1) === after.charCodeAt(toB - 1))
    [toA, toB] = [toA - 1, toB - 1];
  return { fromA: from, toA, fromB: from, toB };
}

interface ScriptElement {
  readonly range: Range;
  readonly dialect: string;
}

/** Types of `<script>` whose text is a script; others hold data or templates. */
const scriptTypes = /^(?:|module|(?:text|application)\/(?:java|ecma)script|text\/babel|text\/typescript)$/i;

function scriptElements(text: string): readonly ScriptElement[] {
  const elements: ScriptElement[] = [];
  htmlParser.parse(text).iterate({
    enter({ name, node }) {
      if (name !== 'ScriptText' || node.from === node.to) return;
      const attributes = attributesOf(node.prevSibling, text);
      if (!scriptTypes.test(attributes.get('type') ?? '')) return;
      const dialect = /^tsx?$/.test(attributes.get('lang') ?? '') ? 'ts jsx' : 'jsx';
      elements.push({ range: { from: node.from, to: node.to }, dialect });
    },
  });
  return elements;
}

/** Where the addresses of `<script type="module" src="…">` stand in a document, without their quotes. */
export function moduleSources(text: string, language: string): readonly Range[] {
  if (!isMarkup(language)) return [];
  const sources: Range[] = [];
  htmlParser.parse(text).iterate({
    enter({ name, node }) {
      if (name !== 'OpenTag' || sliceOf(text, node.getChild('TagName')).toLowerCase() !== 'script') return;
      if (attributesOf(node, text).get('type') !== 'module') return;
      const source = node
        .getChildren('Attribute')
        .find((attribute) => sliceOf(text, attribute.getChild('AttributeName')).toLowerCase() === 'src')
        ?.getChild('AttributeValue');
      if (source) sources.push({ from: source.from + 1, to: source.to - 1 });
    },
  });
  return sources;
}

function attributesOf(tag: SyntaxNode | null, text: string): ReadonlyMap<string, string> {
  const attributes = tag?.getChildren('Attribute') ?? [];
  return new Map(
    attributes.map((attribute) => {
      const name = attribute.getChild('AttributeName');
      const value = attribute.getChild('AttributeValue') ?? attribute.getChild('UnquotedAttributeValue');
      return [sliceOf(text, name).toLowerCase(), sliceOf(text, value).replace(/^["']|["']$/g, '')];
    }),
  );
}

function sliceOf(text: string, node: SyntaxNode | null): string {
  return node === null ? '' : text.slice(node.from, node.to);
}
