import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import { BrowserError } from '../../headless/browserError';
import { scenarioPlayable } from '../../headless/play/playJob';
import type { PlayJob } from '../../headless/play/playJob';
import type { ScenarioEvent, StepFailure } from '../../headless/play/scenarioEvent';
import { ScenarioRunner } from '../../headless/play/scenarioRunner';
import { RelayStartError } from '../../relay/relayError';
import { openSetting, read, settings } from '../settings/settings';
import { requireTrust } from '../settings/trust';
import { settingsProfile } from '../simulator/settingsProfile';
import { tell } from '../ui/messages';
import { UserError } from '../ui/userError';
import type { ScenarioItems } from './scenarioItems';
import { failureMessage, messageAt } from './testMessages';
import { tracedContext } from './testTraces';
import type { TestTraces } from './testTraces';
import { scenarioSourceOf } from './scenarioSource';

interface Play {
  readonly items: readonly vscode.TestItem[];
  readonly tree: ScenarioItems;
  readonly assetsFolder: string;
  readonly traces: TestTraces;
  readonly token: vscode.CancellationToken;
}

/** A scenario that is played for a test, and the tests of its steps. */
interface TestJob extends PlayJob {
  readonly uri: vscode.Uri;
  readonly item: vscode.TestItem;
  readonly steps: readonly vscode.TestItem[];
}

/** No more at once: each is a page, and the user goes on working. */
const mostWorkers = 4;

/**
 * Plays the scenarios of these files in a browser without a window, tells how they go, and ends the run.
 * @returns whether any was played to its end
 */
export async function playScenarios(run: vscode.TestRun, play: Play): Promise<boolean> {
  const aborted = new AbortController();
  const cancelled = [play.token, run.token].map((token) => token.onCancellationRequested(() => aborted.abort()));
  if (play.token.isCancellationRequested) aborted.abort();
  try {
    return await playAll(run, play, aborted.signal);
  } catch (error) {
    const why = reasonOf(error);
    for (const item of play.items) run.errored(item, new vscode.TestMessage(why.message));
    tell('error', why.message, why.actions);
    return false;
  } finally {
    for (const each of cancelled) each.dispose();
    run.end();
  }
}

async function playAll(
  run: vscode.TestRun,
  { items, tree, assetsFolder, traces }: Play,
  signal: AbortSignal,
): Promise<boolean> {
  requireTrust();
  const look = { widgets: read(settings.widgets), interactionWidgets: read(settings.interactionWidgets) };
  if (look.widgets.length + look.interactionWidgets.length === 0) {
    run.appendOutput(
      `No widget of yours is named in the setting ${settings.widgets.id}: the sample widget is tested.\r\n`,
    );
    tell('information', 'The sample widget is tested. Name the address of yours to test it.', [
      openSetting(settings.widgets.id),
    ]);
  }
  for (const item of items) run.enqueued(item);
  const jobs = (await Promise.all(items.map((item) => jobOf(item, tree, run)))).filter((job) => job !== undefined);
  if (jobs.length === 0) return false;
  const written: Promise<void>[] = [];
  const profile = await settingsProfile();
  const runner = await ScenarioRunner.start(assetsFolder);
  try {
    const workers = Math.min(mostWorkers, availableParallelism());
    await runner.play(jobs, {
      ...look,
      profile,
      workers,
      signal,
      traced: 'on-failure',
      tell: (event) => {
        if (event.kind === 'messages') written.push(traces.keep(event.job.uri, event.messages));
        else show(run, event);
      },
    });
    await Promise.all(written);
    return !signal.aborted;
  } finally {
    await runner.dispose();
  }
}

/** What is to be played for a test; undefined, with the reason shown, where its file holds no scenario. */
async function jobOf(item: vscode.TestItem, tree: ScenarioItems, run: vscode.TestRun): Promise<TestJob | undefined> {
  const { uri } = item;
  if (uri === undefined) return undefined;
  const source = await scenarioSourceOf(uri);
  await tree.resolve(item);
  if ('wrong' in source) {
    run.errored(item, messageAt(source.wrong, source.location));
    return undefined;
  }
  const steps = [...item.children].map(([, step]) => step);
  const { scenario, stepLines } = source;
  return { file: vscode.workspace.asRelativePath(uri), uri, item, steps, play: scenarioPlayable(scenario), stepLines };
}

function show(run: vscode.TestRun, event: Exclude<ScenarioEvent<TestJob>, { kind: 'messages' }>): void {
  const { job } = event;
  switch (event.kind) {
    case 'started':
      run.started(job.item);
      for (const step of job.steps) run.enqueued(step);
      return;
    case 'console':
      run.appendOutput(`${event.level}: ${event.text.replace(/\r?\n/g, '\r\n')}\r\n`, undefined, job.item);
      return;
    case 'ended':
      showEnd(run, event);
      return;
    default: {
      const step = job.steps[event.step - 1];
      if (step === undefined) return;
      if (event.kind === 'stepStarted') run.started(step);
      else if (event.kind === 'stepPassed') run.passed(step);
      else if (event.kind === 'stepSkipped') run.skipped(step);
      else run.failed(step, failureOf(job, event));
    }
  }
}

/** Why a file failed is said of its step; only what is no step's is said of the file. */
function showEnd(run: vscode.TestRun, event: Extract<ScenarioEvent<TestJob>, { kind: 'ended' }>): void {
  const { job, outcome, ms, failure } = event;
  const seconds = (ms / 1_000).toFixed(1);
  const last = failure === undefined ? '' : `, step ${failure.step}: ${failure.why}`;
  run.appendOutput(`${job.file}: ${outcome} (${seconds} s)${last}\r\n`, undefined, job.item);
  if (outcome === 'passed') run.passed(job.item, ms);
  else if (outcome === 'failed') run.failed(job.item, [], ms);
  else if (outcome === 'cancelled') for (const test of [job.item, ...job.steps]) run.skipped(test);
  else if (failure !== undefined) {
    run.errored(job.steps[failure.step - 1] ?? job.item, failureOf(job, failure));
  }
}

/** The message of a step that failed, at its line: its menu leads to the trace. */
function failureOf({ uri, steps, stepLines }: TestJob, failure: StepFailure): vscode.TestMessage {
  const line = steps[failure.step - 1]?.range?.start.line ?? (stepLines[failure.step - 1] ?? 1) - 1;
  const message = failureMessage(failure, new vscode.Location(uri, new vscode.Position(line, 0)));
  message.contextValue = tracedContext;
  return message;
}

/** What the user reads where nothing could be played. */
function reasonOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  if (error instanceof BrowserError || error instanceof RelayStartError) return new UserError(error.message);
  throw error;
}
