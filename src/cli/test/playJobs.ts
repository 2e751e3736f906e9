import { join } from 'node:path';
import { BrowserError } from '../../headless/browserError';
import type { TraceChoice } from '../../headless/play/scenarioEvent';
import { ScenarioRunner } from '../../headless/play/scenarioRunner';
import { RelayStartError } from '../../relay/relayError';
import type { Profile } from '../../simulator/desk/profile/profile';
import { ReplayError } from '../../trace/replay/planOfTrace';
import { print, writeErrorLine } from '../output';
import { TraceFileError } from '../traces/traceFiles';
import { PlayedScenarios } from './playedScenarios';
import { reporters } from './reporters';
import type { ReporterName } from './reporters';
import { ScenarioFilesError } from './scenarioFiles';
import type { NamedJob } from './scenarioFiles';
import { TraceFolder } from './traceFolder';
import { WidgetServer, WidgetServerError } from './widgetServer';

/** What a command that plays something is told. */
export interface PlayOptionsOfCommand {
  readonly widget: readonly string[];
  readonly interactionWidget: readonly string[];
  readonly workers: number;
  readonly reporter: ReporterName;
  readonly command?: string;
  /** By which the simulated Workspace behaves. */
  readonly profile?: Profile;
  /** Of which a trace is written, into which folder. */
  readonly trace: TraceChoice;
  readonly traceFolder: string;
}

/** Exit codes of signals are those of a shell. */
const signalCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Plays jobs and prints how they went. Exit code 1 if one of them does not pass or none could be played, 2 if `read` finds
 * no jobs, that of the signal if one ended it.
 */
export async function playJobs(
  read: (signal: AbortSignal) => Promise<NamedJob[]>,
  options: PlayOptionsOfCommand,
): Promise<void> {
  const cancel = new AbortController();
  const stop = (signal: keyof typeof signalCodes) => {
    process.exitCode = signalCodes[signal];
    cancel.abort();
  };
  // A second signal ends the process at once, and the browser with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal));
  try {
    const jobs = await read(cancel.signal);
    const passed = await play(jobs, options, cancel.signal);
    if (!passed && !cancel.signal.aborted) process.exitCode = 1;
  } catch (error) {
    if (error === cancel.signal.reason) return;
    if (isWrongInput(error)) {
      error.message.split('\n').forEach(writeErrorLine);
      process.exitCode = 2;
    } else if (isExpected(error)) {
      error.message.split('\n').forEach(writeErrorLine);
      if (!cancel.signal.aborted) process.exitCode = 1;
    } else throw error;
  }
}

function isWrongInput(error: unknown): error is Error {
  return error instanceof ScenarioFilesError || error instanceof TraceFileError || error instanceof ReplayError;
}

function isExpected(error: unknown): error is Error {
  return error instanceof BrowserError || error instanceof RelayStartError || error instanceof WidgetServerError;
}

/** @returns whether all passed */
async function play(jobs: readonly NamedJob[], options: PlayOptionsOfCommand, signal: AbortSignal): Promise<boolean> {
  const server =
    options.command === undefined ? undefined : await WidgetServer.start(options.command, serverUrl(options), signal);
  try {
    const runner = await ScenarioRunner.start(join(__dirname, 'web'));
    try {
      const { ended, summary } = reporters[options.reporter];
      const played = new PlayedScenarios<NamedJob>();
      const traces = new TraceFolder(options.traceFolder, writeErrorLine);
      await runner.play(jobs, {
        workers: options.workers,
        signal,
        widgets: options.widget,
        interactionWidgets: options.interactionWidget,
        traced: options.trace,
        profile: options.profile,
        tell(event) {
          if (event.kind === 'messages') {
            const file = traces.write(event.job, event.messages);
            if (file !== undefined) played.traced(event.job, file);
            return;
          }
          const done = played.take(event);
          if (done !== undefined) printReport(ended(done));
        },
      });
      printReport(summary(played.all(jobs)));
      return played.all(jobs).every(({ outcome }) => outcome === 'passed');
    } finally {
      await runner.dispose();
    }
  } finally {
    await server?.stop();
  }
}

function serverUrl({ widget, interactionWidget }: PlayOptionsOfCommand): string {
  const [url] = [...widget, ...interactionWidget];
  if (url !== undefined) return url;
  throw new WidgetServerError('--command starts the server of a widget. Name the widget too, with --widget.');
}

function printReport(text: string): void {
  if (text === '') return;
  print(text, (why) => {
    writeErrorLine(`The report could not be printed (${why}).`);
    process.exitCode = 1;
  });
}
