import type { Interaction } from '../../../api/interaction';
import type { DeskCore } from '../core';
import { listAllows } from '../access/keyFilter';
import type { DeskInteraction } from './types';

/** An interaction as widgets get it: a copy with every field that its media has, and only the user data they may read. */
export function wireInteraction({ store, options, seen }: DeskCore, interaction: DeskInteraction): Interaction {
  const ofCase = store.cases.get(interaction.caseId);
  const { call, parentInteractionId } = interaction;
  return seen.interaction(interaction.machine, {
    interactionId: interaction.interactionId,
    ...(parentInteractionId === undefined ? {} : { parentInteractionId }),
    caseId: interaction.caseId,
    userData: structuredClone(readable(interaction.userData, options.readAllowed)),
    state: interaction.state,
    previousState: interaction.previousState,
    parties: structuredClone(interaction.parties),
    isConsultation: interaction.isConsultation,
    isMainCaseInteraction: ofCase?.mainInteractionId === interaction.interactionId,
    ...call,
    isCaseSelected: store.selectedCaseId === interaction.caseId,
    isCaseExpanded: ofCase?.expanded === true,
    interactionUUID: interaction.interactionUUID,
    connId: interaction.connId,
    contact: structuredClone(interaction.contact),
    media: interaction.media,
    startDate: interaction.startDate,
  });
}

function readable(userData: DeskInteraction['userData'], allowed: string): DeskInteraction['userData'] {
  if (allowed.trim() === '*') return userData;
  return Object.fromEntries(Object.entries(userData).filter(([key]) => listAllows(allowed, key)));
}
