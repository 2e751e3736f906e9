import { failuresOf } from './playedScenarios';
import type { PlayedScenario, PlayedStep } from './playedScenarios';
import type { NamedJob } from './scenarioFiles';
import type { ScenarioOutcome } from '../../headless/play/scenarioEvent';
import { terminalLine } from '../terminalText';

type Played = PlayedScenario<NamedJob>;

const marks: Readonly<Record<ScenarioOutcome, string>> = { passed: '✓', failed: '✗', broken: '✗', cancelled: '-' };

/** What was expected or came instead is seldom longer; the rest stands in the JSON report. */
const mostCompared = 40;
const mostConsole = 20;

/** One line for a scenario that is over. */
export function lineOf({ job, outcome, ms }: Played): string {
  const how = outcome === 'passed' || outcome === 'failed' ? '' : `, ${outcome}`;
  return terminalLine(`${marks[outcome]} ${jobNameOf(job)} (${seconds(ms)}${how})`);
}

/** The file and the name of a scenario, and which time it is played. */
export function jobNameOf({ file, play, repetition }: NamedJob): string {
  return `${file}: ${play.name}${repetition === undefined ? '' : `, time ${repetition}`}`;
}

/** Where a step stands: `file:line`, or the file alone. */
export function placeOf({ file }: NamedJob, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** What one needs to mend a scenario or a widget; empty for one that passed. */
export function failureText(played: Played): string {
  const failures = failuresOf(played);
  if (failures.length === 0 || played.outcome === 'passed') return '';
  const indented = (lines: readonly string[], by: number) => lines.map((each) => `${' '.repeat(by)}${each}\n`).join('');
  return [
    indented(played.steps.filter((step) => step.outcome === 'passed').map(stepLine), 2),
    ...failures.flatMap((failure) => [
      indented(
        [`✗ ${failure.step}. ${failure.text}`, `  at ${placeOf(played.job, failure.line)}`].map(terminalLine),
        2,
      ),
      indented([terminalLine(failure.why)], 4),
      failure.expected === undefined ? '' : indented(['expected', ...compared(failure.expected)], 4),
      failure.actual === undefined ? '' : indented(['instead', ...compared(failure.actual)], 4),
    ]),
    indented(consoleLines(played), 4),
    played.trace === undefined ? '' : indented([terminalLine(`trace: ${played.trace}`)], 4),
  ].join('');
}

/** How many went how, and those that did not pass once more: in a long log nobody finds them otherwise. */
export function totalLine(all: readonly Played[]): string {
  const count = (wanted: ScenarioOutcome) => all.filter(({ outcome }) => outcome === wanted).length;
  const parts = (['passed', 'failed', 'broken', 'cancelled'] as const).flatMap((outcome) =>
    count(outcome) === 0 ? [] : [`${count(outcome)} ${outcome}`],
  );
  const bad = all.filter(({ outcome }) => outcome === 'failed' || outcome === 'broken');
  const places = bad.map((played) =>
    terminalLine(`  ${placeOf(played.job, played.failure?.line)} ${played.failure?.text ?? ''}`),
  );
  return [...(all.length > 1 ? places : []), `${parts.join(', ')} of ${all.length}`].join('\n');
}

function stepLine({ step, text, atMs = 0 }: PlayedStep): string {
  return terminalLine(`✓ ${step}. ${text} (${seconds(atMs)})`);
}

function compared(text: string): string[] {
  const lines = text.split('\n');
  const shown = lines.slice(0, mostCompared).map((each) => `  ${terminalLine(each)}`);
  return lines.length > mostCompared ? [...shown, `  … ${lines.length - mostCompared} more lines`] : shown;
}

function consoleLines({ console }: Played): string[] {
  const errors = console.filter(({ level }) => level === 'error');
  const shown = errors.slice(0, mostConsole).map(({ text }) => `  ${terminalLine(text)}`);
  if (errors.length > mostConsole) shown.push(`  … ${errors.length - mostConsole} more errors`);
  return shown.length === 0 ? [] : ['console', ...shown];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
