import { beginningOf } from '../base/text/beginningOf';
import { unicodeEscapes } from '../base/text/escapes';

/** Characters that are not seen but do something: line ends, escape sequences, changes of direction, half characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What CI servers take for a command wherever it stands in a line: `##[error]`, `##vso[...]`, `##teamcity[...]`. */
const commandAnywhere = /##(?=[a-z]*\[)/gi;

/** What GitHub takes for a command at the beginning of a line, also behind spaces: `::warning::`. */
const commandAtStart = /^(\s*):(?=:)/;

const longestLine = 2000;

/**
 * A text that holds what others wrote, as one line for a terminal or the log of a CI server: what is not seen is shown as
 * an escape such as `\u001b`, what would be a command is none, and the end is cut off.
 */
export function terminalLine(text: string): string {
  const cut = text.length > longestLine ? `${beginningOf(text, longestLine)}…` : text;
  return inert(cut).replace(commandAtStart, '$1\\u003a');
}

/** A value as JSON for a terminal or the log of a CI server, in which strings read the same once they are parsed. */
export function terminalJson(value: unknown): string {
  return inert(JSON.stringify(value));
}

function inert(text: string): string {
  return text.replace(unseen, unicodeEscapes).replace(commandAnywhere, '#\\u0023');
}
