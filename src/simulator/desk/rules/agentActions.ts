import { setAgentState, setMediaState } from './agentDesk';
import { interactionActionNames, reachActionNames } from './actions';
import type { AgentAction, ChosenTarget, InteractionAction, ReachAction } from './actions';
import { dial, draftEmail, pullFromWorkbin } from './arrivals';
import { selectCase, setExpanded } from './cases';
import type { DeskCore } from '../core';
import { findTransition, makeMove, requireTransition } from '../engine';
import { callPreview, finish, pullPreview } from './outbound';
import { openChildren } from './markdone';
import { completeConference, completeTransfer, conference, consult, isCompletable, transfer } from './reach';
import { dismissDialog, dismissToast, pressMenuView, pressToastButton } from './surfaces';
import type { DeskInteraction, Target } from '../state/types';
import { deleteUserData, setUserData } from './userData';

/** The interaction that an action brought, if it brought one. */
type Brought = DeskInteraction | undefined;

/** What the agent's buttons do that is more than a move of the interaction itself. */
const buttons: Readonly<Partial<Record<InteractionAction, (core: DeskCore, id: string) => Brought>>> = {
  reply(core, id) {
    const inbound = core.interaction(id);
    requireTransition(inbound, 'reply', 'agent');
    return draftEmail(core, inbound.parties[0]?.name ?? '', inbound.userData, inbound);
  },
  completeTransfer(core, id) {
    completeTransfer(core, id, 'agent');
    return undefined;
  },
  completeConference(core, id) {
    completeConference(core, id, 'agent');
    return undefined;
  },
  callPreview: (core, id) => callPreview(core, id, 'agent'),
  markDone(core, id) {
    finish(core, id, 'agent');
    return undefined;
  },
  doneAndNext(core, id) {
    finish(core, id, 'agent', 'doneAndNext');
    return undefined;
  },
};

/** Does what the agent does and returns the interaction that it brought. Throws a refusal if it cannot be done. */
export function doAction(core: DeskCore, action: AgentAction): Brought {
  core.store.lastActivity = core.environment.now();
  switch (action.do) {
    case 'consult':
      return consult(core, action.interactionId, targetOf(action.target), action.userData ?? {}, 'agent');
    case 'transfer':
      transfer(core, action.interactionId, action.userData ?? {}, 'agent');
      return undefined;
    case 'conference':
      conference(core, action.interactionId, targetOf(action.target), action.userData ?? {}, 'agent');
      return undefined;
    case 'dial':
      return dial(core, action.destination, action.userData ?? {});
    case 'createEmail':
      return draftEmail(core, action.destination, action.userData ?? {});
    case 'pullFromWorkbin':
      return pullFromWorkbin(core, action.media, action.contact, action.userData);
    case 'getPreviewRecord':
      return pullPreview(core, action.campaign);
    case 'setUserData':
      setUserData(core, action.interactionId, action.keyValues, 'agent');
      return undefined;
    case 'deleteUserData':
      deleteUserData(core, action.interactionId, action.key, 'agent');
      return undefined;
    case 'selectCase':
      selectCase(core, action.caseId);
      return undefined;
    case 'expandCase':
    case 'collapseCase':
      setExpanded(core, action.caseId, action.do === 'expandCase');
      return undefined;
    case 'setAgentState':
      setAgentState(core, action.operationName);
      return undefined;
    case 'setMediaState':
      setMediaState(core, action.media, action.operationName);
      return undefined;
    case 'closeMarkdoneWarning':
      core.store.markdoneWarning = undefined;
      return undefined;
    case 'pressToastButton':
      pressToastButton(core, action.toastId, action.button);
      return undefined;
    case 'dismissToast':
      dismissToast(core, action.toastId);
      return undefined;
    case 'closeDialog':
      dismissDialog(core, action.dialogId);
      return undefined;
    case 'pressMenuView':
      pressMenuView(core, action.name);
      return undefined;
    default: {
      const press = buttons[action.do];
      if (press !== undefined) return press(core, action.interactionId);
      makeMove(core, action.interactionId, action.do, 'agent');
      return undefined;
    }
  }
}

/** What must hold for a button besides the interaction's own state. */
const further: Readonly<
  Partial<Record<InteractionAction | ReachAction, (core: DeskCore, interaction: DeskInteraction) => boolean>>
> = {
  completeTransfer: (core, interaction) => isCompletable(core, interaction, 'completeTransfer'),
  completeConference: (core, interaction) => isCompletable(core, interaction, 'completeConference'),
  markDone: (core, interaction) => openChildren(core, interaction).length === 0,
  doneAndNext: (core, interaction) => openChildren(core, interaction).length === 0,
};

/** The buttons and targets that the agent has for an interaction now, in the order of their tables. */
export function possibleActions(core: DeskCore, id: string): (InteractionAction | ReachAction)[] {
  const interaction = core.store.interactions.get(id);
  if (interaction === undefined) return [];
  return [...interactionActionNames, ...reachActionNames].filter(
    (action) =>
      findTransition(interaction, action, 'agent') !== undefined && (further[action]?.(core, interaction) ?? true),
  );
}

function targetOf(target: ChosenTarget): Target {
  if (typeof target === 'string') return { type: 'CUSTOM_CONTACT', destination: target };
  const { type, destination, media } = target;
  return { type, destination, ...(media === undefined ? {} : { media }) };
}
