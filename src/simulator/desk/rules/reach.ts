import type { UserData } from '../../../api/interaction';
import type { InteractionState } from '../../../api/states';
import { findMedia } from './agentDesk';
import { dial } from './arrivals';
import type { InteractionEventKind } from '../assumptions';
import type { DeskCore } from '../core';
import { bringIn, change, findTransition, makeMove, requireTransition } from '../engine';
import { stateMachineOf } from '../stateMachines/stateMachines';
import { closeConsultation, openChildren, requireChildrenEnded } from './markdone';
import { errorTexts } from '../assumptions';
import { refusal } from '../refusal';
import type { DeskInteraction, Target } from '../state/types';
import { attach } from './userData';

type Mover = 'agent' | 'widget';

/** How a consultation on another media than voice begins. An email is consulted about as open media. */
const beginnings: Readonly<
  Record<'chat' | 'openMedia', { machineState: InteractionState; event: InteractionEventKind }>
> = {
  chat: { machineState: 'JOIN_PENDING', event: 'joinPending' },
  openMedia: { machineState: 'CREATED', event: 'created' },
};

/**
 * Starts a consultation in the case of an interaction: in its media, or in the target's. A call is put on hold for it.
 * Throws a refusal if the state does not allow it or the agent does not have the media.
 */
export function consult(core: DeskCore, id: string, target: Target, userData: UserData, mover: Mover): DeskInteraction {
  const parent = core.interaction(id);
  requireTransition(parent, 'consult', mover);
  const media = target.media ?? parent.media;
  if (target.media !== undefined) findMedia(core, target.media);
  makeMove(core, id, 'consult', mover);
  const attached = { ...parent.userData, ...userData };
  const machine = stateMachineOf(media);
  const { contact } = parent;
  if (machine === 'voice') {
    return dial(core, target.destination, attached, { parent, isConsultation: true, contact });
  }
  const kind = machine === 'chat' ? 'chat' : 'openMedia';
  return bringIn(core, {
    parent,
    machine: kind,
    media,
    ...beginnings[kind],
    userData: structuredClone(attached),
    contact,
    parties: [{ name: target.destination }],
    isConsultation: true,
  });
}

/** Hands an interaction over to a target without asking. Throws a refusal if the state does not allow it. */
export function transfer(core: DeskCore, id: string, userData: UserData, mover: Mover): void {
  const interaction = core.interaction(id);
  requireTransition(interaction, 'transfer', mover);
  attach(core, id, userData);
  makeMove(core, id, 'transfer', mover);
}

/** Brings a target into an interaction without asking. Throws a refusal if the state does not allow it. */
export function conference(core: DeskCore, id: string, target: Target, userData: UserData, mover: Mover): void {
  requireTransition(core.interaction(id), 'conference', mover);
  attach(core, id, userData);
  makeMove(core, id, 'conference', mover);
  addParties(core, id, [target.destination]);
}

/** Hands the consulted-about interaction to the party of the consultation; the consultation ends. */
export function completeTransfer(core: DeskCore, consultationId: string, mover: Mover): void {
  const { consultation, parent } = requirePair(core, consultationId);
  requireTransition(consultation, 'completeTransfer', mover);
  requireTransition(parent, 'transfer', 'desk');
  makeMove(core, consultationId, 'completeTransfer', mover);
  makeMove(core, parent.interactionId, 'transfer', 'desk');
}

/** Joins the parties of the consultation to the interaction that it is about; the consultation leaves the desk. */
export function completeConference(core: DeskCore, consultationId: string, mover: Mover): void {
  const { consultation, parent } = requirePair(core, consultationId);
  requireTransition(consultation, 'completeConference', mover);
  requireTransition(parent, 'conference', 'desk');
  requireChildrenEnded(core, consultation);
  makeMove(core, consultationId, 'completeConference', mover);
  if (findTransition(parent, 'resume', 'desk') !== undefined) makeMove(core, parent.interactionId, 'resume', 'desk');
  makeMove(core, parent.interactionId, 'conference', 'desk');
  const names = consultation.parties.map(({ name }) => name ?? '');
  addParties(core, parent.interactionId, names);
  closeConsultation(core, core.interaction(consultationId));
}

/** Whether a consultation could now become a transfer or a conference, as far as what it is about goes. */
export function isCompletable(
  core: DeskCore,
  consultation: DeskInteraction,
  move: 'completeTransfer' | 'completeConference',
): boolean {
  const parent = core.store.interactions.get(consultation.parentInteractionId ?? '');
  if (parent === undefined) return false;
  if (move === 'completeTransfer') return findTransition(parent, 'transfer', 'desk') !== undefined;
  return findTransition(parent, 'conference', 'desk') !== undefined && openChildren(core, consultation).length === 0;
}

/** Parties join an interaction; who takes part already does not join again. */
export function addParties(core: DeskCore, id: string, joining: readonly string[]): void {
  const { parties } = core.interaction(id);
  const names = joining.filter((joiner) => parties.every(({ name }) => name !== joiner));
  if (names.length === 0) return;
  change(core, id, { parties: [...parties, ...names.map((name) => ({ name }))] }, { event: 'parties' });
}

/** A party leaves. Throws a refusal if it is not there or is the only one: then the far end hangs up instead. */
export function removeParty(core: DeskCore, id: string, name: string): void {
  const { parties } = core.interaction(id);
  const place = parties.findIndex((party) => party.name === name);
  if (place < 0) throw refusal(errorTexts.unknownParty, name, id);
  if (parties.length === 1) throw refusal(errorTexts.lastParty, name, id);
  change(core, id, { parties: parties.filter((_, index) => index !== place) }, { event: 'parties' });
}

function requirePair(core: DeskCore, id: string): { consultation: DeskInteraction; parent: DeskInteraction } {
  const consultation = core.interaction(id);
  const { isConsultation, parentInteractionId } = consultation;
  if (!isConsultation || parentInteractionId === undefined) throw refusal(errorTexts.noParent, id);
  return { consultation, parent: core.interaction(parentInteractionId) };
}
