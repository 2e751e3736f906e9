import type { Contact, UserData } from '../../../api/interaction';
import type { InteractionState } from '../../../api/states';
import type { Inbound } from './actions';
import { choices, errorTexts } from '../assumptions';
import type { InteractionEventKind } from '../assumptions';
import { selectCase } from './cases';
import type { DeskCore } from '../core';
import { bringIn, holdCalls } from '../engine';
import type { NewInteraction } from '../engine';
import { stateMachineOf } from '../stateMachines/stateMachines';
import { refusal } from '../refusal';
import type { CallFacts, DeskInteraction, StateMachineName } from '../state/types';

/** The number that calls go out from. */
const ownNumber = '8000';

/** How an interaction comes that is offered to the agent. */
const offers: Readonly<Record<StateMachineName, { machineState: InteractionState; event: InteractionEventKind }>> = {
  voice: { machineState: 'RINGING', event: 'ringing' },
  chat: { machineState: 'INVITED', event: 'invited' },
  email: { machineState: 'INVITED', event: 'invited' },
  openMedia: { machineState: 'INVITED', event: 'invited' },
  preview: { machineState: 'INVITED', event: 'invited' },
};

/** What a new call has before anything happened to it. */
function newCall(facts: Omit<CallFacts, 'callUuid' | 'recordingState'>): Omit<CallFacts, 'callUuid'> {
  return { ...facts, recordingState: 'STOPPED' };
}

/** An interaction comes in and is offered to the agent. Throws a refusal for a conference invitation on voice. */
export function comeIn(core: DeskCore, inbound: Inbound): DeskInteraction {
  const machine = stateMachineOf(inbound.media);
  if (machine === 'voice' && inbound.conference === true) throw refusal(errorTexts.conferenceIsOpenMedia);
  const ani = inbound.ani ?? '5550100';
  const contact =
    inbound.contact ?? choices.defaultContact.value(machine === 'voice' ? ani : `Customer (${inbound.media})`);
  const callType = inbound.callType ?? 'INBOUND';
  return bringIn(core, {
    machine,
    media: inbound.media,
    ...(inbound.conference === true
      ? { machineState: 'INVITED_CONFERENCE', event: 'invitedConference' }
      : offers[machine]),
    userData: structuredClone(inbound.userData ?? {}),
    contact: structuredClone(contact),
    parties: [{ name: nameOf(contact, ani) }, ...(inbound.conference === true ? [{ name: 'Inviting agent' }] : [])],
    isConsultation: machine === 'voice' && callType === 'CONSULT',
    ...(machine === 'voice'
      ? { call: newCall({ direction: 'IN', callType, ani, dnis: inbound.dnis ?? ownNumber }) }
      : {}),
  });
}

/** The agent or a widget calls a number; a call that the agent talks on is put on hold. */
export function dial(
  core: DeskCore,
  destination: string,
  userData: UserData,
  within: Pick<NewInteraction, 'parent' | 'isConsultation'> & { contact?: Contact; to?: string } = {
    isConsultation: false,
  },
): DeskInteraction {
  const { contact, to = destination, ...rest } = within;
  holdCalls(core);
  const call = bringIn(core, {
    ...rest,
    machine: 'voice',
    media: 'voice',
    machineState: 'DIALING',
    event: 'dialing',
    userData: structuredClone(userData),
    contact: contact ?? choices.defaultContact.value(to),
    parties: [{ name: to }],
    call: newCall({
      direction: 'OUT',
      callType: rest.isConsultation ? 'CONSULT' : 'OUTBOUND',
      ani: ownNumber,
      dnis: destination,
    }),
  });
  selectCase(core, call.caseId);
  return call;
}

/** The agent or a widget begins an email; `parent` is what it replies to. */
export function draftEmail(
  core: DeskCore,
  destination: string,
  userData: UserData,
  parent?: DeskInteraction,
): DeskInteraction {
  const draft = bringIn(core, {
    ...(parent === undefined ? {} : { parent }),
    machine: 'email',
    media: 'email',
    machineState: 'CREATED',
    event: 'created',
    userData: structuredClone(userData),
    contact: parent?.contact ?? choices.defaultContact.value(destination),
    parties: parent?.parties ?? [{ name: destination }],
    isConsultation: false,
  });
  selectCase(core, draft.caseId);
  return draft;
}

/** The agent takes something out of a workbin. Throws a refusal for a media that has no workbin. */
export function pullFromWorkbin(
  core: DeskCore,
  media: string,
  contact: Contact = choices.defaultContact.value(`Customer (${media})`),
  userData: UserData = {},
): DeskInteraction {
  const machine = stateMachineOf(media);
  if (machine !== 'email' && machine !== 'openMedia') throw refusal(errorTexts.noWorkbin, media);
  const pulled = bringIn(core, {
    machine,
    media,
    machineState: 'PULLED',
    event: 'pulled',
    userData: structuredClone(userData),
    contact: structuredClone(contact),
    parties: [{ name: nameOf(contact, 'Customer') }],
    isConsultation: false,
  });
  selectCase(core, pulled.caseId);
  return pulled;
}

function nameOf({ displayName, firstName, lastName }: Contact, otherwise: string): string {
  const name = displayName ?? [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return name === '' ? otherwise : name;
}
