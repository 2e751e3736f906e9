import * as v from 'valibot';
import { callTypes, ronaCallStates } from '../../api/states';
import { isRecordObject, lookup } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';
import { choices } from '../../simulator/desk/assumptions';
import { contactSchema } from '../../simulator/desk/checks';
import { farEndMoveNames, interactionActionNames } from '../../simulator/desk/rules/actions';
import type { AgentAction, Happening, Inbound } from '../../simulator/desk/rules/actions';
import type { SimulatedDesk } from '../../simulator/desk/simulatedDesk';
import { frameRoles } from '../../simulator/desk/state/types';
import type { DeskInteraction } from '../../simulator/desk/state/types';
import type { Identities } from './identities';
import { interactionOf } from './likeness';
import type { ToldEvent } from './likeness';

/** What the agent or the world can do. */
export type Cause = AgentAction | Happening;

/** What may have caused recorded events, the likelier first: all of it is to be tried out. */
export function possibleCauses(desk: SimulatedDesk, events: readonly ToldEvent[], ids: Identities): Cause[] {
  return events.flatMap((event) => {
    const subject = interactionOf(event);
    if (subject === undefined) return causesOfOthers(desk, event, ids);
    const known = desk.state.interactions.get(ids.find(subject.interactionId) ?? '');
    return known === undefined ? arrivals(desk, subject, ids) : changes(desk, known, subject);
  });
}

/** How an interaction may have come. */
export function arrivals({ state }: SimulatedDesk, recorded: LiveInteraction, ids: Identities): Cause[] {
  const media = mediaOf(recorded);
  const destination = partyNames(recorded.parties)[0] ?? textOf(recorded.dnis) ?? 'somebody';
  const userData = isRecordObject(recorded.userData) ? recorded.userData : {};
  const parent = state.interactions.get(ids.find(recorded.parentInteractionId) ?? '');
  if (parent !== undefined) return arrivalsWithin(parent, media, destination, userData);
  if (media === choices.previewMedia.value) {
    const campaign = campaignOf(recorded) ?? '';
    return [
      { do: 'getPreviewRecord', campaign },
      { happens: 'pushPreview', campaign },
    ];
  }
  const contact = v.is(contactSchema, recorded.contact) ? { contact: recorded.contact } : {};
  const attached = Object.keys(userData).length === 0 ? {} : { userData };
  return [
    inboundOf(recorded),
    { do: 'dial', destination, ...attached },
    { do: 'createEmail', destination, ...attached },
    { do: 'pullFromWorkbin', media, ...contact, ...attached },
  ];
}

/** How a recorded interaction comes in, if it was offered to the agent. */
export function inboundOf(recorded: LiveInteraction): Inbound {
  const media = mediaOf(recorded);
  const { ani, dnis, userData, contact } = recorded;
  const callType = callTypes.find((type) => type === recorded.callType && type !== 'INBOUND');
  return {
    happens: 'inbound',
    media,
    ...(v.is(contactSchema, contact) ? { contact } : {}),
    ...(isRecordObject(userData) && Object.keys(userData).length > 0 ? { userData } : {}),
    ...(typeof ani === 'string' ? { ani } : {}),
    ...(typeof dnis === 'string' ? { dnis } : {}),
    ...(media === 'voice' && callType !== undefined ? { callType } : {}),
    ...(recorded.state === 'INVITED_CONFERENCE' ? { conference: true } : {}),
  };
}

/** The campaign that the user data of an outbound preview name. */
export function campaignOf({ userData }: LiveInteraction): string | undefined {
  return isRecordObject(userData) ? textOf(userData.GSW_CAMPAIGN_NAME) : undefined;
}

export function mediaOf({ media }: LiveInteraction): string {
  return textOf(media) ?? 'voice';
}

function arrivalsWithin(
  parent: DeskInteraction,
  media: string,
  destination: string,
  userData: Readonly<Record<string, unknown>>,
): Cause[] {
  const { interactionId } = parent;
  const own = changedKeys(parent.userData, userData);
  const elsewhere = media === parent.media ? {} : { media };
  return [
    { do: 'reply', interactionId },
    { do: 'callPreview', interactionId },
    {
      do: 'consult',
      interactionId,
      target: { type: 'AGENT', destination, ...elsewhere },
      ...(Object.keys(own).length === 0 ? {} : { userData: own }),
    },
  ];
}

function changes(desk: SimulatedDesk, known: DeskInteraction, recorded: LiveInteraction): Cause[] {
  const { interactionId } = known;
  const actions = new Set<string>(desk.availableActions(interactionId));
  const moves = new Set<string>(desk.availableMoves(interactionId));
  const [names, before] = [partyNames(recorded.parties), partyNames(known.parties)];
  const joined = names.filter((name) => !before.includes(name));
  const left = before.filter((name) => !names.includes(name));
  const keyValues = isRecordObject(recorded.userData) ? changedKeys(known.userData, recorded.userData) : {};
  const rona = ronaCallStates.find((state) => state === recorded.ronaCallState);
  return [
    ...interactionActionNames.filter((name) => actions.has(name)).map((name) => ({ do: name, interactionId })),
    ...farEndMoveNames.filter((name) => moves.has(name)).map((name) => ({ happens: name, interactionId })),
    ...(moves.has('ringTimesOut')
      ? [{ happens: 'ringTimesOut' as const, interactionId, ...(rona === undefined ? {} : { ronaCallState: rona }) }]
      : []),
    ...(actions.has('transfer') ? [{ do: 'transfer' as const, interactionId, target: 'somebody' }] : []),
    ...joined.flatMap((name) => [
      { happens: 'partyJoins' as const, interactionId, name },
      { do: 'conference' as const, interactionId, target: { type: 'AGENT' as const, destination: name } },
    ]),
    ...left.map((name) => ({ happens: 'partyLeaves' as const, interactionId, name })),
    ...(Object.keys(keyValues).length > 0 ? [{ happens: 'userDataChanges' as const, interactionId, keyValues }] : []),
    ...goneKeys(known.userData, recorded.userData).map((key) => ({
      do: 'deleteUserData' as const,
      interactionId,
      key,
    })),
    ...caseCauses(known.caseId),
  ];
}

/** What may have caused an event that is about no interaction alone. */
function causesOfOthers({ state }: SimulatedDesk, { name, data }: ToldEvent, ids: Identities): Cause[] {
  const facts = isRecordObject(data) ? data : {};
  const inState = isRecordObject(facts.state) ? facts.state : facts;
  const operationName = textOf(inState.operationName) ?? '';
  switch (name) {
    case 'interaction': {
      const caseId = ids.find(facts.selectedCaseId);
      return caseId === undefined ? [...state.cases.keys()].flatMap(caseCauses) : caseCauses(caseId);
    }
    case 'agent':
      return [{ do: 'setAgentState', operationName }];
    case 'media':
      return [
        { do: 'setMediaState', media: textOf(facts.media) ?? textOf(facts.name) ?? '', operationName },
        { do: 'setAgentState', operationName },
      ];
    case 'outbound':
      return [...state.campaigns.keys()].flatMap((campaign) => campaignMoves.map((happens) => ({ happens, campaign })));
    case 'system':
      return systemCauses(state);
    default:
      return [];
  }
}

const campaignMoves = ['campaignLoads', 'campaignUnloads', 'campaignStarts', 'campaignStops'] as const;

function caseCauses(caseId: string): Cause[] {
  return (['selectCase', 'expandCase', 'collapseCase'] as const).map((name) => ({ do: name, caseId }));
}

function systemCauses({ toasts, dialogs, menuViews }: SimulatedDesk['state']): Cause[] {
  return [
    ...[...toasts.values()].flatMap(({ id, buttons }): Cause[] => [
      ...buttons.map((_, button) => ({ do: 'pressToastButton' as const, toastId: id, button })),
      { do: 'dismissToast', toastId: id },
    ]),
    ...[...dialogs.keys()].map((dialogId) => ({ do: 'closeDialog' as const, dialogId })),
    ...[...menuViews.keys()].map((name) => ({ do: 'pressMenuView' as const, name })),
    ...frameRoles.map((role) => ({ happens: 'frameBecomes' as const, role })),
  ];
}

function partyNames(parties: unknown): string[] {
  if (!Array.isArray(parties)) return [];
  return parties.flatMap((party: unknown) => (isRecordObject(party) ? (textOf(party.name) ?? []) : []));
}

function changedKeys(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(now).filter(([key, value]) => JSON.stringify(lookup(before, key)) !== JSON.stringify(value)),
  );
}

function goneKeys(before: Readonly<Record<string, unknown>>, now: unknown): string[] {
  return isRecordObject(now) ? Object.keys(before).filter((key) => !Object.hasOwn(now, key)) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
