import { placeOf, jobNameOf } from './lines';
import type { StepFailure } from '../../headless/play/scenarioEvent';
import { failuresOf } from './playedScenarios';
import type { PlayedScenario } from './playedScenarios';
import type { NamedJob } from './scenarioFiles';
import { terminalLine } from '../terminalText';

/** Commands that let GitHub show each failed step at its line: `::error file=…,line=…,title=…::message`. */
export function githubAnnotations(all: readonly PlayedScenario<NamedJob>[]): string {
  return all.flatMap((played) => failuresOf(played).map((failure) => annotation(played.job, failure))).join('');
}

function annotation(job: NamedJob, failure: StepFailure): string {
  const compared = failure.expected === undefined ? [] : ['expected:', failure.expected, 'instead:', failure.actual];
  const place = placeOf(job, failure.line);
  const lines = [`${failure.step}. ${failure.text}`, failure.why, ...compared, place].flatMap((part) =>
    (part ?? '').split('\n'),
  );
  const properties = { file: job.file, line: String(failure.line ?? 1), title: jobNameOf(job) };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(terminalLine(value))}`);
  return `::error ${list.join(',')}::${escaped(lines.map(terminalLine).join('\n'))}\n`;
}

function escaped(text: string): string {
  return text.replace(/%/g, '%25').replace(/\n/g, '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
