import type { WireMessage } from '../../trace/messagesTrace';
import type { ConsoleLine } from '../pageConsole';
import type { PlayJob } from './playJob';

/** Where a step stands. */
export interface StepPlace {
  /** Counts from 1. */
  readonly step: number;
  readonly text: string;
  /** In the file, from 1; undefined where there is no file. */
  readonly line: number | undefined;
}

/** Why a step failed. */
export interface StepFailure extends StepPlace {
  /** One sentence. */
  readonly why: string;
  /** To be compared line by line, where there is something to compare. */
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
}

/**
 * How a scenario ended. `failed`: a step did. `broken`: it could not be played to its end, since a page or the browser
 * ended or hung. `cancelled`: somebody wanted no more of it.
 */
export type ScenarioOutcome = 'passed' | 'failed' | 'broken' | 'cancelled';

/** Of which scenarios the messages on the wire are told. */
export const traceChoices = ['on', 'off', 'on-failure'] as const;
export type TraceChoice = (typeof traceChoices)[number];

/** How one scenario went. Times are in milliseconds. */
export interface ScenarioResult {
  readonly outcome: ScenarioOutcome;
  readonly ms: number;
  /** The step that failed, or at which the scenario broke or was cancelled. */
  readonly failure?: StepFailure | undefined;
}

/** Something that happens while scenarios are played; times are in milliseconds since the scenario began. */
export type ScenarioEvent<Job extends PlayJob = PlayJob> = { readonly job: Job } & (
  | { readonly kind: 'started' }
  | ({ readonly kind: 'stepStarted' } & StepPlace)
  | ({ readonly kind: 'stepPassed'; readonly atMs: number } & StepPlace)
  | ({ readonly kind: 'stepFailed'; readonly atMs: number } & StepFailure)
  | ({ readonly kind: 'stepSkipped' } & StepPlace)
  | ({ readonly kind: 'console' } & ConsoleLine)
  /** What crossed the wire lately, shortly before it ended, where that was asked for. */
  | { readonly kind: 'messages'; readonly messages: readonly WireMessage[] }
  | ({ readonly kind: 'ended' } & ScenarioResult)
);
