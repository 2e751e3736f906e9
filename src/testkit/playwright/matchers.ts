import { oneLine } from '../../base/text/oneLine';
import { asJson } from '../../simulator/scenario/run/describe';
import { matches, matchesParameters } from '../../simulator/scenario/run/matching';
import type { DesksideMatchers, WireMessage, Workspace } from './api';

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What Playwright tells a matcher. */
interface MatcherState {
  readonly isNot: boolean;
  readonly timeout?: number;
}

type Rest<K extends keyof DesksideMatchers<void>> = Parameters<DesksideMatchers<void>[K]>;

const askEveryMs = 50;

/** How long something must not happen with `.not`. */
const quietMs = 1_000;

/** How long something is waited for where Playwright does not say. */
const waitMs = 5_000;

/** How many of the things that came instead are told. */
const mostTold = 10;

/** How much of each: interactions with their user data are mostly shorter. */
const mostCharacters = 2_000;

/** What is asked of a Workspace. */
interface Question {
  /** In words, such as `interaction.accept to be called`. */
  readonly wanted: string;
  /** Whether it is so, and what there is in words. */
  readonly look: (workspace: Workspace) => Promise<{ readonly isSo: boolean; readonly found: readonly string[] }>;
  /** What happened cannot be undone: with `.not` it is watched for a while, what is so is waited to end. */
  readonly happensOnce: boolean;
}

/** Matchers for `expect.extend`. */
export const matchers = {
  toHaveCalled(this: MatcherState, workspace: Workspace, ...[service, parameters, options]: Rest<'toHaveCalled'>) {
    const given = parameters === undefined ? '' : ` with ${show(parameters)}`;
    const question: Question = {
      wanted: `the widget to call ${service}${given}`,
      happensOnce: true,
      async look(asked) {
        const calls = (await asked.messages()).filter(({ kind }) => kind === 'request');
        const isSo = calls.some(
          (call) => call.name === service && matchesParameters(parameters ?? [], parametersOf(call)),
        );
        return { isSo, found: calls.map((call) => `${call.name}(${parametersOf(call).map(show).join(', ')})`) };
      },
    };
    return answer(workspace, question, this, options?.timeout);
  },

  toHaveSeen(this: MatcherState, workspace: Workspace, ...[event, data, options]: Rest<'toHaveSeen'>) {
    const question: Question = {
      wanted: `the widget to be told of ${event}${data === undefined ? '' : ` ${show(data)}`}`,
      happensOnce: true,
      async look(asked) {
        const events = (await asked.messages()).filter(
          ({ kind, direction }) => kind === 'event' && direction === 'out',
        );
        const isSo = events.some((each) => each.name === event && matches(data ?? {}, each.message ?? {}));
        return { isSo, found: events.map((each) => `${each.name} ${show(each.message)}`) };
      },
    };
    return answer(workspace, question, this, options?.timeout);
  },

  toHaveInteraction(this: MatcherState, workspace: Workspace, ...[where, options]: Rest<'toHaveInteraction'>) {
    const question: Question = {
      wanted: `an interaction with ${show(where)}`,
      happensOnce: false,
      async look(asked) {
        const { interactions } = await asked.state();
        return {
          isSo: interactions.some((each) => matches(where, each)),
          found: interactions.map(({ interactionId, media, state, userData, ...fields }) =>
            show({ interactionId, media, state, userData, ...pick(fields, where) }),
          ),
        };
      },
    };
    return answer(workspace, question, this, options?.timeout);
  },
};

async function answer(
  workspace: Workspace,
  { wanted, look, happensOnce }: Question,
  { isNot, timeout }: MatcherState,
  wish: number | undefined,
): Promise<Result> {
  const ms = wish ?? (isNot && happensOnce ? quietMs : (timeout ?? waitMs));
  const end = Date.now() + ms;
  const settles = (isSo: boolean) => (isNot && !happensOnce ? !isSo : isSo);
  let last = await look(workspace);
  while (!settles(last.isSo) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
    last = await look(workspace);
  }
  const { isSo, found } = last;
  const shown = found.slice(-mostTold);
  if (found.length > shown.length) shown.unshift(`… ${found.length - shown.length} before`);
  const instead = found.length === 0 ? 'There was nothing of the kind.' : `There was:\n  ${shown.join('\n  ')}`;
  const expected = !isNot ? 'Expected within' : happensOnce ? 'Not expected within' : 'Not expected any more after';
  return { pass: isSo, message: () => `${expected} ${ms / 1000} s: ${wanted}.\n${instead}` };
}

/** A value as JSON, so that texts and numbers look different. */
function show(value: unknown): string {
  return oneLine(asJson(value), mostCharacters);
}

/** The fields under the keys that are asked about. */
function pick(fields: Readonly<Record<string, unknown>>, asked: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => Object.hasOwn(asked, key)));
}

function parametersOf({ message }: WireMessage): readonly unknown[] {
  return Array.isArray(message) ? message : [];
}
