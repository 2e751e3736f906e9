import { isOpen } from '../../api/states';
import { farEndMoveNames } from './rules/actions';
import type { FarEndMove, Happening } from './rules/actions';
import { comeIn } from './rules/arrivals';
import { choices, errorTexts, eventData } from './assumptions';
import type { DeskCore } from './core';
import { findTransition, makeMove } from './engine';
import { unblock } from './rules/markdone';
import { changeCampaign, pushPreview } from './rules/outbound';
import { addParties, removeParty } from './rules/reach';
import { refusal } from './refusal';
import { clearSurfaces } from './rules/surfaces';
import type { DeskInteraction, FrameRole } from './state/types';
import { setUserData } from './rules/userData';

/** What can happen to one interaction. */
type InteractionHappening = FarEndMove | 'ringTimesOut' | 'partyJoins' | 'partyLeaves' | 'userDataChanges';

/** Lets something happen and returns the interaction that it brought. Throws a refusal if it cannot. */
export function letHappen(core: DeskCore, happening: Happening): DeskInteraction | undefined {
  switch (happening.happens) {
    case 'inbound':
      return comeIn(core, happening);
    case 'pushPreview':
      return pushPreview(core, happening.campaign);
    case 'campaignLoads':
    case 'campaignUnloads':
    case 'campaignStarts':
    case 'campaignStops':
      changeCampaign(core, happening.campaign, happening.happens);
      return undefined;
    case 'partyJoins':
      requireParties(core.interaction(happening.interactionId), happening.happens);
      addParties(core, happening.interactionId, [happening.name]);
      return undefined;
    case 'partyLeaves':
      requireParties(core.interaction(happening.interactionId), happening.happens);
      removeParty(core, happening.interactionId, happening.name);
      return undefined;
    case 'userDataChanges':
      setUserData(core, happening.interactionId, happening.keyValues, 'farEnd');
      return undefined;
    case 'ringTimesOut': {
      const { interactionId, ronaCallState = choices.ronaCallState.value } = happening;
      makeMove(core, interactionId, 'ringTimesOut', 'farEnd', { ronaCallState });
      return undefined;
    }
    case 'frameBecomes':
      takeRole(core, happening.role);
      return undefined;
    case 'widgetLeaves':
      clearSurfaces(core, happening.widget);
      for (const { interactionId, markdoneBlocks } of [...core.store.interactions.values()]) {
        if (Object.hasOwn(markdoneBlocks, happening.widget)) unblock(core, interactionId, happening.widget);
      }
      return undefined;
    default:
      makeMove(core, happening.interactionId, happening.happens, 'farEnd');
      return undefined;
  }
}

/** What can happen to an interaction now, for a control panel. */
export function possibleHappenings(core: DeskCore, id: string): InteractionHappening[] {
  const interaction = core.store.interactions.get(id);
  if (interaction === undefined) return [];
  const moves = [...farEndMoveNames, 'ringTimesOut' as const];
  return [
    ...moves.filter((move) => findTransition(interaction, move, 'farEnd') !== undefined),
    ...(hasParties(interaction) ? (['partyJoins'] as const) : []),
    ...(hasParties(interaction) && interaction.parties.length > 1 ? (['partyLeaves'] as const) : []),
    ...(isOpen(interaction.machineState) ? (['userDataChanges'] as const) : []),
  ];
}

function takeRole(core: DeskCore, role: FrameRole): void {
  if (core.store.frameRole === role) return;
  core.store.frameRole = role;
  core.emit('system', eventData.frame, role);
}

/** Others can come and go wherever a conference could be made. */
function hasParties(interaction: DeskInteraction): boolean {
  return findTransition(interaction, 'conference', 'desk') !== undefined;
}

function requireParties(interaction: DeskInteraction, happens: string): void {
  if (hasParties(interaction)) return;
  throw refusal(errorTexts.notPossible, happens, interaction.interactionId, interaction.media, interaction.state);
}
