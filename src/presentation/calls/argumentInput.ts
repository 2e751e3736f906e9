import type { ParameterKind, ParameterSpec } from '../../api/method';
import { argumentProblem } from '../../session/calls/callCheck';
import type { Answer } from '../questions/question';
import { uiText } from '../text/text';

type Reader = (text: string) => unknown;

/** How a typed text becomes an argument; kinds that are not here take the text as it is. */
const readers: Partial<Readonly<Record<ParameterKind, Reader>>> = {
  keyValues: json,
  object: json,
  json,
  number: (text) => (text.trim() === '' ? undefined : exactNumber(text)),
  stringOrList: (text) => (text.trimStart().startsWith('[') ? json(text) : text),
};

/** Whether the argument is typed as JSON. */
export function isJson({ kind }: ParameterSpec): boolean {
  return readers[kind] === json;
}

/** Reads a typed argument. Nothing typed leaves an optional one out, and means an empty object of key-values. */
export function readArgument(parameter: ParameterSpec, text: string): Answer {
  if (text.trim() === '' && (parameter.optional === true || parameter.kind === 'keyValues')) {
    return { value: parameter.optional === true ? undefined : {} };
  }
  try {
    const reader = readers[parameter.kind];
    const value = reader === undefined ? text : reader(text);
    const problem = argumentProblem(parameter.kind, value);
    return problem === undefined ? { value } : { problem: `${parameter.name} ${problem}.` };
  } catch (error) {
    if (error instanceof InexactNumber) return { problem: error.message };
    const reason = error instanceof Error ? error.message : '';
    return { problem: `This is not JSON yet: ${uiText(reason)}` };
  }
}

/** How an argument is written for editing: what `readArgument` reads back. */
export function writeArgument(parameter: ParameterSpec, value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' && parameter.kind !== 'json' ? value : JSON.stringify(value);
}

/** @throws if it is no JSON, or a number in it would be changed in silence */
function json(text: string): unknown {
  const value: unknown = JSON.parse(text);
  for (const [token] of text.matchAll(jsonTokens)) if (!token.startsWith('"')) exactNumber(token);
  return value;
}

/** Strings and numbers. */
const jsonTokens = /"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*/g;

function exactNumber(text: string): number {
  const number = Number(text);
  const digits = text.trim();
  const isKept = (): boolean =>
    String(number) === digits || (Number.isFinite(number) && BigInt(digits) === BigInt(number));
  if (/^-?\d+$/.test(digits) && !isKept()) throw new InexactNumber(digits);
  return number;
}

class InexactNumber extends Error {
  override readonly name = 'InexactNumber';

  constructor(text: string) {
    super(`${uiText(text, 40)} has more digits than a number keeps. Write it as a text in quotes.`);
  }
}
