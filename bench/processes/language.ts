// Reads a long script as the editor does: for the first time, and again after each of many keystrokes. Argument: the path of
// the piece of the extension that is loaded for that. Prints how long each took, in milliseconds of processor time and of the clock.
import { createRequire } from 'node:module';
import { completionsAt } from '../../src/language/assist/completion';
import { problemsIn } from '../../src/language/checks/findProblems';
import { readCode } from '../../src/language/code';
import { scriptsOf } from '../../src/language/syntax/script';
import type { Script } from '../../src/language/syntax/script';
import { widgetCode } from '../support/widgetCode';

const keystrokes = 60;
const language = 'javascript';

const path = process.argv[2] ?? '';
const text = widgetCode();
const place = text.indexOf('voice.hold(', text.length / 2) + 'voice.'.length;

const began = performance.now();
createRequire(path)(path);
let scripts = scriptsOf(text, language);
const read = (): readonly ReturnType<typeof readCode>[] => scripts.map((script) => readCode(script));
problemsIn({ text, language, code: read() });
const firstMs = performance.now() - began;

const completions: number[] = [];
const problems: number[] = [];
for (let typed = 1; typed <= keystrokes; typed++) {
  const edited = text.slice(0, place) + 'h'.repeat(typed) + text.slice(place);
  const before: readonly Script[] = scripts;
  const start = performance.now();
  scripts = scriptsOf(edited, language, before);
  const [code] = read();
  if (code === undefined || completionsAt(code, place + typed) === undefined) throw new Error('nothing to complete');
  completions.push(performance.now() - start);
  // The editor checks what it has read for a completion. Alone, both come together.
  problemsIn({ text: edited, language, code: [code] });
  problems.push(performance.now() - start);
}
console.log(JSON.stringify({ firstMs, completions, problems }));
