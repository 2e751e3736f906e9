import type { InteractionState } from '../../api/states';
import { farEndMoveNames, interactionActionNames } from '../../simulator/desk/rules/actions';
import type { Transition } from '../../simulator/desk/rules/transitions';
import { stateMachines } from '../../simulator/desk/stateMachines/stateMachines';
import type { StateMachineName } from '../../simulator/desk/state/types';
import type { Cause } from './causes';

/**
 * What brings an interaction from one state into another by the shortest way, where it is not recorded how it came
 * there; undefined if there is no way, or only under further conditions.
 */
export function shortestPath(
  machine: StateMachineName,
  interactionId: string,
  from: InteractionState,
  to: unknown,
): readonly Cause[] | undefined {
  const reached = new Map<InteractionState, readonly Cause[]>([[from, []]]);
  // The map grows while it is read: what was reached first is gone on from first.
  for (const [state, path] of reached) {
    if (state === to) return path;
    for (const transition of stateMachines[machine].transitions) {
      const cause = causeOf(transition, interactionId);
      const next = targetOf(machine, transition);
      if (cause === undefined || next === undefined || !transition.from.includes(state)) continue;
      if (transition.when === undefined && !reached.has(next)) reached.set(next, [...path, cause]);
    }
  }
  return undefined;
}

/** The state that a transition leads to with what follows it at once; undefined where that depends on more. */
function targetOf(machine: StateMachineName, { to, next }: Transition): InteractionState | undefined {
  if (to === 'same' || to === 'before') return undefined;
  const further = stateMachines[machine].transitions.find(({ move }) => move === next);
  return further === undefined ? to : targetOf(machine, further);
}

function causeOf({ move, by, effects = [] }: Transition, interactionId: string): Cause | undefined {
  if (effects.includes('leave')) return undefined;
  const action = interactionActionNames.find((name) => name === move);
  if (action !== undefined && by.includes('agent')) return { do: action, interactionId };
  const happens = farEndMoveNames.find((name) => name === move);
  return happens !== undefined && by.includes('farEnd') ? { happens, interactionId } : undefined;
}
