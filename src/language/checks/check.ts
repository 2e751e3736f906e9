import type { SyntaxNode } from '@lezer/common';
import type { Code } from '../code';
import type { Range } from '../syntax/nodes';

/** How sure a check is: an error fails for certain, a warning is a mistake as a rule, a hint may be meant. */
export type Severity = 'error' | 'warning' | 'hint';

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** A change that mends what was found. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** One place in the code where a check found something. */
export interface Finding {
  readonly range: Range;
  /** What is wrong, and what comes of it, as one sentence. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

export interface Check {
  /** As settings, comments and docs/checks/ name it. */
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, in one sentence. */
  readonly summary: string;
  readonly find: (code: Code) => readonly Finding[];
}

export function replace({ from, to }: Range, text: string, title: string): Fix {
  return { title, edits: [{ range: { from, to }, text }] };
}

/** The text of a literal, without its quotes. */
export function withinQuotes({ from, to }: Range): Range {
  return { from: from + 1, to: to - 1 };
}

export function rangeOf({ from, to }: SyntaxNode): Range {
  return { from, to };
}
