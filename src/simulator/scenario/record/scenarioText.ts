import { isRecordObject } from '../../../base/guards';
import type { Scenario, Step } from '../format/scenario';

/** A scenario as YAML: a line for each key of a step, what stands under it in braces. readScenario reads it back. */
export function scenarioText({ scenario, description, options, steps }: Scenario): string {
  const head = [
    `scenario: ${inline(scenario)}`,
    ...(description === undefined ? [] : [`description: ${inline(description)}`]),
    ...(options === undefined
      ? []
      : ['options:', ...Object.entries(options).map(([key, value]) => `  ${entry(key, value)}`)]),
    'steps:',
  ];
  return `${[...head, ...steps.flatMap(stepLines)].join('\n')}\n`;
}

/** In which order the keys of a step are read. */
const keyOrder: readonly string[] = ['name', 'after', 'when'];

function stepLines(step: Step): string[] {
  const rank = (key: string) => (keyOrder.includes(key) ? keyOrder.indexOf(key) : keyOrder.length);
  const entries = Object.entries(step).sort(([one], [other]) => rank(one) - rank(other));
  return entries.map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${entry(key, value)}`);
}

function entry(key: string, value: unknown): string {
  return `${inline(key)}: ${inline(value)}`;
}

/** A value on one line. */
function inline(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isRecordObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, each]) => entry(key, each)).join(', ')} }`;
}

/** Words that YAML, of one version or another, takes for something else than a text. */
const otherThanText = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text that every reader of YAML takes for itself without quotes. */
function isPlain(text: string): boolean {
  if (/^\d+(?:ms|s)$/.test(text)) return true;
  return /^[A-Za-z$][\w$.]*(?:[ -][\w$.]+)*(?:\.\*)?$/.test(text) && !otherThanText.test(text);
}

/** In double quotes, as JSON has them; what JSON leaves alone and YAML does not is escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffd\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
