import type { ScenarioReport, StepReport } from '../../src/simulator/scenario/run/report';

const marks: Readonly<Record<StepReport['outcome'], string>> = {
  open: ' ',
  waiting: '…',
  ok: '✓',
  failed: '✗',
  skipped: '-',
};

/** A report as text, a line for each step: what a test says when a scenario goes otherwise than expected. */
export function reportText({ scenario, outcome, steps }: ScenarioReport): string {
  const failed = steps.find((step) => step.outcome === 'failed');
  const last = failed === undefined ? outcome : `failed at step ${failed.step}: ${failed.text}`;
  return [scenario, ...steps.map(stepLine), `${scenario}: ${last}`].join('\n');
}

function stepLine({ step, text, outcome, why, atMs }: StepReport): string {
  const time = atMs === undefined ? '' : ` (${(atMs / 1_000).toFixed(1)} s)`;
  return `  ${marks[outcome]} ${step}. ${text}${time}${why === undefined ? '' : `\n      ${why}`}`;
}
