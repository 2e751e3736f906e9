import type { Condition } from '../run/conditions';
import { millisecondsOf } from './duration';
import type { Scenario, Step } from './scenario';

/** How long something is waited for that does not say `within`, in milliseconds. */
const defaultLimits = { when: 10_000, expect: 2_000, never: 1_000 } as const;

/** What a condition is watched for. */
export type Purpose = keyof typeof defaultLimits;

/** How long a condition is watched, in milliseconds. */
export function limitOf({ within }: Condition, purpose: Purpose): number {
  return within === undefined ? defaultLimits[purpose] : millisecondsOf(within);
}

/** After so many milliseconds a scenario is over, however it goes. */
export function longestOf({ steps }: Scenario): number {
  return steps.reduce((sum, step) => sum + longestOfStep(step), 0);
}

function longestOfStep(step: Step): number {
  const before = step.after === undefined ? 0 : millisecondsOf(step.after);
  const when = step.when === undefined ? 0 : limitOf(step.when, 'when');
  if ('expect' in step) return before + when + limitOf(step.expect, 'expect');
  return before + when + ('never' in step ? limitOf(step.never, 'never') : 0);
}
