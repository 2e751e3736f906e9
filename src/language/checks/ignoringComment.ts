import { enclosing } from '../syntax/nodes';
import type { Edit } from './check';
import type { Problem, ReadDocument } from './findProblems';

/** In these a line does not begin with code, so that a comment would be text. */
const texts: ReadonlySet<string> = new Set(['TemplateString', 'JSXElement', 'JSXFragment', 'BlockComment']);

/**
 * The comment that switches a check off where it found something, for that line or for the whole file.
 * @returns undefined where no comment can stand: outside of scripts, or inside a text of several lines
 */
export function ignoringComment(
  { text, code }: ReadDocument,
  { check, range }: Problem,
  place: 'line' | 'file',
): Edit | undefined {
  const script = code
    .map(({ meaning }) => meaning.script)
    .find(({ range: { from, to } }) => from <= range.from && range.to <= to);
  if (script === undefined) return undefined;
  const endOfLine = text.includes('\r\n') ? '\r\n' : '\n';
  const insertAt = (at: number, words: string): Edit => ({
    range: { from: at, to: at },
    text: `${/^[ \t]*/.exec(text.slice(at))?.[0] ?? ''}// ${words} ${check}${endOfLine}`,
  });
  if (place === 'file') return insertAt(firstLineOf(text, script.range.from), 'deskside-ignore-file');
  const line = lineStart(text, range.from);
  const isInScript = line >= script.range.from;
  const isText = isInScript && enclosing(script.tree.resolveInner(line, -1), texts) !== undefined;
  return isInScript && !isText ? insertAt(line, 'deskside-ignore-next-line') : undefined;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Where a comment of a script may stand first: after `<script>` and its line end, or after `#!` of a file. */
function firstLineOf(text: string, from: number): number {
  const [opening = ''] = /^(?:#!.*)?(?:\r\n|\n|\r)?/.exec(text.slice(from)) ?? [];
  return from + (from === 0 && !opening.startsWith('#!') ? 0 : opening.length);
}
