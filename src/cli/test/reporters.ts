import { githubAnnotations } from './githubAnnotations';
import { junitReport } from './junitReport';
import { failureText, lineOf, totalLine } from './lines';
import type { PlayedScenario } from './playedScenarios';
import type { NamedJob } from './scenarioFiles';
import { terminalJson } from '../terminalText';

type Played = PlayedScenario<NamedJob>;

/** How results are printed: each as it comes, and all at the end. */
interface Reporter {
  readonly ended: (played: Played) => string;
  readonly summary: (all: readonly Played[]) => string;
}

const onlySummary = { ended: () => '' };

const line: Reporter = {
  ended: (played) => `${lineOf(played)}\n${failureText(played)}`,
  summary: (all) => `\n${totalLine(all)}\n`,
};

/** The reporters by their names. */
export const reporters = {
  line,
  json: { ...onlySummary, summary: (all) => `${terminalJson(jsonOf(all))}\n` },
  junit: { ...onlySummary, summary: junitReport },
  github: { ended: line.ended, summary: (all) => `${line.summary(all)}${githubAnnotations(all)}` },
} satisfies Readonly<Record<string, Reporter>>;

export type ReporterName = keyof typeof reporters;

function jsonOf(all: readonly Played[]): object {
  return {
    outcome: all.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'failed',
    scenarios: all.map(({ job, ...played }) => ({
      file: job.file,
      scenario: job.play.name,
      repetition: job.repetition,
      ...played,
    })),
  };
}
