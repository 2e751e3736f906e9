import type { ParameterKind, ParameterSpec } from '../../api/method';
import { argumentProblem } from '../callCheck';
import type { Answer } from './question';
import { uiText } from './text';

type Reader = (text: string) => unknown;

/** How a typed text becomes an argument; kinds that are not here take the text as it is. */
const readers: Partial<Readonly<Record<ParameterKind, Reader>>> = {
  keyValues: json,
  object: json,
  json,
  number: (text) => (text.trim() === '' ? undefined : Number(text)),
  stringOrList: (text) => (text.trimStart().startsWith('[') ? json(text) : text),
};

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
    const reason = error instanceof Error ? error.message : '';
    return { problem: `This is not JSON yet: ${uiText(reason)}` };
  }
}

/** How an argument is written for editing: what `readArgument` reads back. */
export function writeArgument(parameter: ParameterSpec, value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' && parameter.kind !== 'json' ? value : JSON.stringify(value);
}

function json(text: string): unknown {
  return JSON.parse(text);
}
