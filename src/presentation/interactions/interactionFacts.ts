import { mediaFamilyOf, phaseOf } from '../../api/states';
import type { MediaFamily, StatePhase } from '../../api/states';
import { isRecordObject, lookup } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';

/** A field as text, or undefined where it is absent, empty or no text. */
export function fieldText(object: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The user data, or undefined where the page reported none. */
export function userDataOf(interaction: LiveInteraction): Readonly<Record<string, unknown>> | undefined {
  return isRecordObject(interaction.userData) ? interaction.userData : undefined;
}

export function stateOf(interaction: LiveInteraction): string {
  return fieldText(interaction, 'state') ?? 'UNKNOWN';
}

export function phaseOfInteraction(interaction: LiveInteraction): StatePhase {
  return phaseOf(interaction.state);
}

/** The family of the interaction's media; one that names no media but has a call's fields is voice (`assumed`). */
export function familyOf(interaction: LiveInteraction): MediaFamily {
  const media = fieldText(interaction, 'media');
  if (media === undefined && ['callUuid', 'callType', 'ani', 'dnis'].some((field) => field in interaction))
    return 'voice';
  return mediaFamilyOf(media);
}

const callKinds: Readonly<Record<string, string>> = {
  INBOUND: 'Inbound call',
  OUTBOUND: 'Outbound call',
  INTERNAL: 'Internal call',
  CONSULT: 'Consultation call',
};
const familyKinds: Readonly<Record<MediaFamily, string>> = {
  voice: 'Call',
  chat: 'Chat',
  email: 'Email',
  openMedia: 'Interaction',
};

/** What sort of interaction it is, as a person says it: "Inbound call", "Chat", "Chat consultation". */
export function interactionKindOf(interaction: LiveInteraction): string {
  const family = familyOf(interaction);
  const consultation = interaction.isConsultation === true;
  if (family === 'voice') {
    const kind = lookup(callKinds, consultation ? 'CONSULT' : (fieldText(interaction, 'callType') ?? ''));
    return kind ?? familyKinds.voice;
  }
  const media = fieldText(interaction, 'media');
  const kind = family === 'openMedia' && media !== undefined ? media : familyKinds[family];
  return consultation ? `${kind} consultation` : kind;
}

/** Whom the interaction is with: the contact, else the far number, else a party; with a consultation, the party first. */
export function whoOf(interaction: LiveInteraction): string | undefined {
  const contact = isRecordObject(interaction.contact) ? interaction.contact : {};
  const name = [fieldText(contact, 'firstName'), fieldText(contact, 'lastName')].filter((part) => part !== undefined);
  const far = interaction.direction === 'OUT' ? 'dnis' : 'ani';
  const number = fieldText(interaction, far);
  const [party] = partyNames(interaction);
  if (interaction.isConsultation === true) return party ?? number;
  return fieldText(contact, 'displayName') ?? (name.length > 0 ? name.join(' ') : undefined) ?? number ?? party;
}

/** The names of the parties, as far as they have any. */
function partyNames(interaction: LiveInteraction): readonly string[] {
  return partiesOf(interaction).flatMap((party) => {
    const name = isRecordObject(party) ? fieldText(party, 'name') : undefined;
    return name === undefined ? [] : [name];
  });
}

/** The parties as the page reported them. */
export function partiesOf(interaction: LiveInteraction): readonly unknown[] {
  return Array.isArray(interaction.parties) ? interaction.parties : [];
}

/** "Inbound call · Jane Doe": for lists in which nothing else tells interactions apart. */
export function titleOf(interaction: LiveInteraction): string {
  return `${interactionKindOf(interaction)} · ${whoOf(interaction) ?? interaction.interactionId}`;
}
