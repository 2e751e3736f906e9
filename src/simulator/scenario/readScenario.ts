import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { checkScenario } from './checkScenario';
import type { Flaw } from './checkScenario';
import type { Scenario } from './scenario';

/** Why a text is no scenario. */
export interface ScenarioProblem {
  /** One sentence. */
  readonly problem: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Longer texts are no scenarios. */
const mostCharacters = 262_144;

/** Reads a scenario from YAML, or from JSON, which is YAML too. */
export function readScenario(text: string): { readonly scenario: Scenario } | ScenarioProblem {
  if (text.length > mostCharacters) {
    return { problem: `A scenario has at most ${mostCharacters} characters.`, line: 1, column: 1 };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [error] = document.errors;
  if (error !== undefined) return { problem: error.message, ...at(error.pos[0]) };
  const value = toValue(document);
  if ('problem' in value) return { problem: value.problem, line: 1, column: 1 };
  const checked = checkScenario(value.value);
  if ('scenario' in checked) return checked;
  return { problem: checked.flaw.message, ...at(offsetOf(document, checked.flaw)) };
}

/** Aliases that refer to nothing or multiply without end are refused by the library with an error. */
function toValue(document: Document): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Where the flaw stands, or the nearest thing around it: what is missing stands nowhere. */
function offsetOf(document: Document, { path }: Flaw): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
