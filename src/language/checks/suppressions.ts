import { isMarkup } from '../documents';
import { Lines } from '../syntax/lines';
import type { Range } from '../syntax/nodes';
import type { Script } from '../syntax/script';

/** `deskside-ignore [check, …]` for its own line, `-next-line` for the one below, `-file` for all; without names: all checks. */
const directive = /^\s*deskside-ignore(-next-line|-file)?(?:\s+([a-z-]+(?:\s*,\s*[a-z-]+)*))?\s*$/;

/** The comments of a document by which its author switches checks off. */
export class Suppressions {
  /** By line, counted from 0: the checks, or `*` for all. */
  readonly #lines = new Map<number, Set<string>>();
  readonly #file = new Set<string>();
  readonly #textLines: Lines;

  constructor(text: string, language: string, scripts: readonly Script[]) {
    this.#textLines = new Lines(text);
    if (isMarkup(language)) {
      for (const { 1: comment = '', index } of text.matchAll(/<!--([^]*?)-->/g)) this.#read(comment, index);
    }
    for (const { nodes } of scripts) {
      for (const { from, to } of nodes.all('LineComment')) this.#read(text.slice(from + 2, to), from);
      for (const { from, to } of nodes.all('BlockComment')) this.#read(text.slice(from + 2, to - 2), from);
    }
  }

  /** Whether a comment switches a check off where a range begins. */
  cover(check: string, { from }: Range): boolean {
    const names = this.#lines.get(this.#textLines.at(from).line);
    return [names, this.#file].some((each) => each?.has('*') === true || each?.has(check) === true);
  }

  #read(comment: string, at: number): void {
    const match = directive.exec(comment);
    if (match === null) return;
    const [, where, names] = match;
    const checks = names === undefined ? ['*'] : names.split(/\s*,\s*/);
    const line = this.#textLines.at(at).line + (where === '-next-line' ? 1 : 0);
    const target = where === '-file' ? this.#file : (this.#lines.get(line) ?? new Set<string>());
    for (const check of checks) target.add(check);
    if (where !== '-file') this.#lines.set(line, target);
  }
}
