import { phaseOf } from '../../api/states';
import type { InteractionState } from '../../api/states';
import { beginAfterCallWork } from './agentDesk';
import { choices, errorTexts, eventData, interactionNews } from './assumptions';
import type { InteractionNews } from './assumptions';
import { joinCase, leaveCase, selectCase } from './cases';
import type { DeskCore } from './core';
import { lives } from './lives/lives';
import { refusal } from './refusal';
import type { Actor, Condition, Effect, Move, Transition } from './transitions';
import type { CallFacts, DeskInteraction } from './types';
import { wireInteraction } from './wireInteraction';

/** What may change in an interaction besides its state. */
type Changes = Partial<Pick<DeskInteraction, 'userData' | 'parties' | 'markdoneBlocks'>> & {
  readonly call?: CallFacts;
};

/** A new interaction before it has its ids. */
export type NewInteraction = Pick<
  DeskInteraction,
  'life' | 'media' | 'standing' | 'userData' | 'parties' | 'contact' | 'isConsultation'
> & {
  /** The interaction in whose case it comes; without one it begins a case. */
  readonly parent?: DeskInteraction;
  readonly call?: Omit<CallFacts, 'callUuid'>;
  readonly preview?: DeskInteraction['preview'];
  readonly news: InteractionNews;
};

const conditions: Readonly<Record<Condition, (interaction: DeskInteraction) => boolean>> = {
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
  return lives[interaction.life].transitions.find(
    (transition) =>
      transition.move === move &&
      transition.by.includes(actor) &&
      transition.from.includes(interaction.standing) &&
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
  const { to, news, recording, effects = [], next } = transition;
  const standing = targetOf(transition, interaction);
  if (effects.includes('holdOthers') && standing === 'TALKING') holdCalls(core, id);
  const { call } = interaction;
  const recorded = recording === undefined ? {} : { recordingState: recording };
  const changes = call === undefined ? {} : { call: { ...call, ...facts, ...recorded } };
  change(core, id, changes, { standing: to === 'same' ? undefined : standing, news });
  for (const effect of effects) {
    if (effect !== 'holdOthers') followUps[effect](core, core.interaction(id));
  }
  if (next !== undefined) makeMove(core, id, next, 'desk');
}

/** Changes an interaction and tells of it. Changed standing becomes its state; `state` alone is only announced. */
export function change(
  core: DeskCore,
  id: string,
  changes: Changes,
  step: { standing?: InteractionState | undefined; state?: InteractionState; news?: InteractionNews | undefined },
): DeskInteraction {
  const before = core.interaction(id);
  const state = step.standing ?? step.state ?? before.state;
  const after: DeskInteraction = {
    ...before,
    ...changes,
    state,
    previousState: state === before.state ? before.previousState : before.state,
    standing: step.standing ?? before.standing,
    stoodBefore: step.standing === undefined ? before.stoodBefore : before.standing,
  };
  core.store.interactions.set(id, after);
  if (step.news !== undefined) tellOf(core, after, step.news);
  if (step.standing !== undefined) wind(core, after);
  return after;
}

/** Brings a new interaction onto the desk. The first case is selected at once. */
export function bringIn(core: DeskCore, { parent, call, preview, news, ...rest }: NewInteraction): DeskInteraction {
  const { environment, store } = core;
  const uuid = environment.newId();
  store.interactionCount += 1;
  const interaction: DeskInteraction = {
    ...rest,
    interactionId: String(store.interactionCount),
    caseId: parent?.caseId ?? environment.newId(),
    ...(parent === undefined ? {} : { parentInteractionId: parent.interactionId }),
    state: rest.standing,
    previousState: choices.firstPreviousState.value,
    stoodBefore: choices.firstPreviousState.value,
    startDate: environment.now(),
    interactionUUID: uuid,
    connId: choices.connId.value(uuid),
    ...(call === undefined ? {} : { call: { callUuid: uuid, ...call } }),
    ...(preview === undefined ? {} : { preview }),
    markdoneBlocks: {},
  };
  store.interactions.set(interaction.interactionId, interaction);
  joinCase(core, interaction);
  tellOf(core, interaction, news);
  if (store.selectedCaseId === undefined) selectCase(core, interaction.caseId);
  wind(core, interaction);
  return interaction;
}

/** Puts the call that the agent talks on on hold, unless it is the one of this id: only one can be talked on. */
export function holdCalls(core: DeskCore, except?: string): void {
  for (const { interactionId, life, standing } of [...core.store.interactions.values()]) {
    if (life === 'voice' && standing === 'TALKING' && interactionId !== except) {
      makeMove(core, interactionId, 'hold', 'desk');
    }
  }
}

/** Interactions made from this one, consultations and drafts, that are still on the desk. */
export function childrenOf({ store }: DeskCore, { caseId, interactionId }: DeskInteraction): DeskInteraction[] {
  return (store.cases.get(caseId)?.interactionIds ?? [])
    .map((id) => store.interactions.get(id))
    .filter((other) => other !== undefined)
    .filter((other) => other.parentInteractionId === interactionId);
}

/** Whether an interaction is over: nothing is left but to mark it done. */
export function hasEnded({ standing }: DeskInteraction): boolean {
  return phaseOf(standing) === 'ended';
}

/** Tells subscribers of `interaction` what happened, with the interaction as it is now. */
function tellOf(core: DeskCore, interaction: DeskInteraction, news: InteractionNews): void {
  const eventType = interactionNews[news].value;
  core.emit('interaction', eventData.interaction.value(eventType, wireInteraction(core, interaction)));
}

function targetOf({ to }: Transition, { standing, stoodBefore }: DeskInteraction): InteractionState {
  if (to === 'same') return standing;
  return to === 'before' ? stoodBefore : to;
}

/** Sets the clock for what happens by itself where the interaction stands now. */
function wind(core: DeskCore, { interactionId, life, standing }: DeskInteraction): void {
  const clockwork = lives[life].clockwork[standing];
  if (clockwork === undefined) {
    core.cancel(interactionId);
    return;
  }
  const { move, after } = clockwork;
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
