import { isInteractionState } from '../../api/states';
import type { InteractionState } from '../../api/states';
import { lookup } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';
import { choices } from '../../simulator/desk/assumptions';
import type { InteractionEventKind } from '../../simulator/desk/assumptions';
import { stateMachineOf, stateMachines } from '../../simulator/desk/stateMachines/stateMachines';
import type { StateMachineName } from '../../simulator/desk/state/types';

/** What a new interaction tells by its first state. */
const arrivals: Readonly<Record<string, InteractionEventKind>> = {
  RINGING: 'ringing',
  DIALING: 'dialing',
  INVITED: 'invited',
  INVITED_CONFERENCE: 'invitedConference',
  CREATED: 'created',
  PULLED: 'pulled',
  PREVIEW: 'preview',
} as const satisfies Partial<Record<InteractionState, InteractionEventKind>>;

/** States that only show that user data changed. */
const ofUserData = ['USER_DATA_ATTACHED', 'USER_DATA_UPDATED'];

export function machineOf({ media }: LiveInteraction): StateMachineName | undefined {
  if (typeof media !== 'string') return undefined;
  return media === choices.previewMedia.value ? 'preview' : stateMachineOf(media);
}

/**
 * What happened to an interaction, as it was before and is now; undefined where that is not one thing alone.
 * @param before undefined if it is new
 */
export function whatHappened(
  before: LiveInteraction | undefined,
  now: LiveInteraction,
): InteractionEventKind | undefined {
  if (before === undefined) return lookup(arrivals, String(now.state));
  if (before.state === now.state || ofUserData.includes(String(now.state))) return changeWithin(before, now);
  const machine = machineOf(now);
  const [from, to] = [before.state, now.state];
  if (machine === undefined || !isInteractionState(from) || !isInteractionState(to)) return undefined;
  if (from === 'UNKNOWN') return to === 'IDLE' ? 'released' : 'found';
  const { transitions } = stateMachines[machine];
  const kinds = new Set(
    transitions.flatMap((each) =>
      each.from.includes(from) && each.to === to && each.event !== undefined ? [each.event] : [],
    ),
  );
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

const partsWithin = {
  recordingState: 'recording',
  userData: 'userData',
  parties: 'parties',
} as const satisfies Record<string, InteractionEventKind>;

function changeWithin(before: LiveInteraction, now: LiveInteraction): InteractionEventKind | undefined {
  const changed = Object.entries(partsWithin).filter(
    ([part]) => Object.hasOwn(before, part) && JSON.stringify(before[part]) !== JSON.stringify(now[part]),
  );
  return changed.length === 1 ? changed[0]?.[1] : undefined;
}
