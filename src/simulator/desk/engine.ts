import { phaseOf } from '../../api/states';
import type { InteractionState } from '../../api/states';
import { beginAfterCallWork } from './rules/agentDesk';
import { choices, errorTexts, eventData } from './assumptions';
import type { InteractionEventKind } from './assumptions';
import { joinCase, leaveCase, selectCase } from './rules/cases';
import type { DeskCore } from './core';
import { stateMachines } from './stateMachines/stateMachines';
import { refusal } from './refusal';
import type { Actor, TransitionCondition, Effect, Move, Transition } from './rules/transitions';
import type { CallFacts, DeskInteraction } from './state/types';
import { wireInteraction } from './state/wireInteraction';

/** What may change in an interaction besides its state. */
type Changes = Partial<Pick<DeskInteraction, 'userData' | 'parties' | 'markdoneBlocks'>> & {
  readonly call?: CallFacts;
};

/** A new interaction before it has its ids. */
export type NewInteraction = Pick<
  DeskInteraction,
  'machine' | 'media' | 'machineState' | 'userData' | 'parties' | 'contact' | 'isConsultation'
> & {
  /** The interaction in whose case it comes; without one it begins a case. */
  readonly parent?: DeskInteraction;
  readonly call?: Omit<CallFacts, 'callUuid'>;
  readonly preview?: DeskInteraction['preview'];
  readonly event: InteractionEventKind;
};

const conditions: Readonly<Record<TransitionCondition, (interaction: DeskInteraction) => boolean>> = {
  isConsultation: ({ isConsultation }) => isConsultation,
  inConference: ({ parties }) => parties.length > 1,
};

/** What the effects do that come after the transition. */
const followUps: Readonly<
  Record<Exclude<Effect, 'holdOthers'>, (core: DeskCore, interaction: DeskInteraction) => void>
> = {
  selectCase: (core, { caseId }) => selectCase(core, caseId),
  afterCallWork: (core) => beginAfterCallWork(core),
  leave(core, interaction) {
    const { store } = core;
    store.interactions.delete(interaction.interactionId);
    if (store.markdoneWarning?.interactionId === interaction.interactionId) store.markdoneWarning = undefined;
    leaveCase(core, interaction);
  },
};

/** The transition by which an actor can make this move now, or undefined. */
export function findTransition(interaction: DeskInteraction, move: Move, actor: Actor): Transition | undefined {
  return stateMachines[interaction.machine].transitions.find(
    (transition) =>
      transition.move === move &&
      transition.by.includes(actor) &&
      transition.from.includes(interaction.machineState) &&
      (transition.when === undefined || conditions[transition.when](interaction)) &&
      (transition.whenRecording === undefined ||
        (interaction.call !== undefined && transition.whenRecording.includes(interaction.call.recordingState))),
  );
}

/** As findTransition; throws a refusal that names the state where there is none. */
export function requireTransition(interaction: DeskInteraction, move: Move, actor: Actor): Transition {
  const transition = findTransition(interaction, move, actor);
  if (transition === undefined) {
    const { interactionId, media, state } = interaction;
    throw refusal(errorTexts.notPossible, move, interactionId, media, state);
  }
  return transition;
}

/** Makes a move. Throws a refusal, with nothing changed, if the interaction's state does not allow it. */
export function makeMove(core: DeskCore, id: string, move: Move, actor: Actor, facts: Partial<CallFacts> = {}): void {
  const interaction = core.interaction(id);
  const transition = requireTransition(interaction, move, actor);
  const { to, event, recording, effects = [], next } = transition;
  const machineState = targetOf(transition, interaction);
  if (effects.includes('holdOthers') && machineState === 'TALKING') holdCalls(core, id);
  const { call } = interaction;
  const recorded = recording === undefined ? {} : { recordingState: recording };
  const changes = call === undefined ? {} : { call: { ...call, ...facts, ...recorded } };
  change(core, id, changes, { machineState: to === 'same' ? undefined : machineState, event });
  for (const effect of effects) {
    if (effect !== 'holdOthers') followUps[effect](core, core.interaction(id));
  }
  if (next !== undefined) makeMove(core, id, next, 'desk');
}

/** Changes an interaction and emits its event. `machineState` moves the state machine; `state` changes only what widgets see. */
export function change(
  core: DeskCore,
  id: string,
  changes: Changes,
  step: {
    machineState?: InteractionState | undefined;
    state?: InteractionState;
    event?: InteractionEventKind | undefined;
  },
): DeskInteraction {
  const before = core.interaction(id);
  const state = step.machineState ?? step.state ?? before.state;
  const after: DeskInteraction = {
    ...before,
    ...changes,
    state,
    previousState: state === before.state ? before.previousState : before.state,
    machineState: step.machineState ?? before.machineState,
    previousMachineState: step.machineState === undefined ? before.previousMachineState : before.machineState,
  };
  core.store.interactions.set(id, after);
  if (step.event !== undefined) announce(core, after, step.event);
  if (step.machineState !== undefined) scheduleNext(core, after);
  return after;
}

/** Brings a new interaction onto the desk. The first case is selected at once. */
export function bringIn(core: DeskCore, { parent, call, preview, event, ...rest }: NewInteraction): DeskInteraction {
  const { environment, store, counts } = core;
  const uuid = environment.newId();
  counts.interactions += 1;
  const interaction: DeskInteraction = {
    ...rest,
    interactionId: String(counts.interactions),
    caseId: parent?.caseId ?? environment.newId(),
    ...(parent === undefined ? {} : { parentInteractionId: parent.interactionId }),
    state: rest.machineState,
    previousState: choices.firstPreviousState.value,
    previousMachineState: choices.firstPreviousState.value,
    startDate: environment.now(),
    interactionUUID: uuid,
    connId: choices.connId.value(uuid),
    ...(call === undefined ? {} : { call: { callUuid: uuid, ...call } }),
    ...(preview === undefined ? {} : { preview }),
    markdoneBlocks: {},
  };
  store.interactions.set(interaction.interactionId, interaction);
  joinCase(core, interaction);
  announce(core, interaction, event);
  if (store.selectedCaseId === undefined) selectCase(core, interaction.caseId);
  scheduleNext(core, interaction);
  return interaction;
}

/** Puts the call that the agent talks on on hold, unless it is the one of this id: only one can be talked on. */
export function holdCalls(core: DeskCore, except?: string): void {
  for (const { interactionId, machine, machineState } of [...core.store.interactions.values()]) {
    if (machine === 'voice' && machineState === 'TALKING' && interactionId !== except) {
      makeMove(core, interactionId, 'hold', 'desk');
    }
  }
}

/** Interactions made from this one, consultations and drafts, that are still on the desk. */
export function childInteractionsOf(
  { store }: DeskCore,
  { caseId, interactionId }: DeskInteraction,
): DeskInteraction[] {
  return (store.cases.get(caseId)?.interactionIds ?? [])
    .map((id) => store.interactions.get(id))
    .filter((other) => other !== undefined)
    .filter((other) => other.parentInteractionId === interactionId);
}

/** Whether an interaction is over: nothing is left but to mark it done. */
export function hasEnded({ machineState }: DeskInteraction): boolean {
  return phaseOf(machineState) === 'ended';
}

/** Announces an event to subscribers of `interaction`, with the interaction as it is now. */
function announce(core: DeskCore, interaction: DeskInteraction, event: InteractionEventKind): void {
  const eventType = core.seen.eventType(event);
  core.emit('interaction', eventData.interaction, eventType, wireInteraction(core, interaction));
}

function targetOf({ to }: Transition, { machineState, previousMachineState }: DeskInteraction): InteractionState {
  if (to === 'same') return machineState;
  return to === 'before' ? previousMachineState : to;
}

/** Schedules the automatic transition of the state that the interaction is in now. */
function scheduleNext(core: DeskCore, { interactionId, machine, machineState }: DeskInteraction): void {
  const automatic = stateMachines[machine].automaticTransitions[machineState];
  if (automatic === undefined) {
    core.cancel(interactionId);
    return;
  }
  const { move, after } = automatic;
  core.schedule(interactionId, core.options[after], () => {
    const interaction = core.store.interactions.get(interactionId);
    if (interaction === undefined || findTransition(interaction, move, 'desk') === undefined) return;
    makeMove(
      core,
      interactionId,
      move,
      'desk',
      move === 'ringTimesOut' ? { ronaCallState: choices.ronaCallState.value } : {},
    );
  });
}
