import { mediaFamilyOf, phaseOf } from '../../../api/states';
import { interactionActions, reachActions } from '../../desk/rules/actions';
import type { InteractionAction, ReachAction } from '../../desk/rules/actions';
import type { DeskInteraction } from '../../desk/state/types';

/** Names of buttons that agents know under another name than the desk's, by action. */
const knownAs: Partial<Record<InteractionAction, string>> = { resume: 'Retrieve' };

/** What the button of an action says; what needs a target ends in an ellipsis. */
export function labelOfAction(action: InteractionAction | ReachAction, { machine }: DeskInteraction): string {
  if (isReachAction(action)) return `${reachActions[action]}…`;
  if (action === 'accept' && machine === 'voice') return 'Answer';
  return titleCase(knownAs[action] ?? interactionActions[action]);
}

export function isReachAction(action: InteractionAction | ReachAction): action is ReachAction {
  return Object.hasOwn(reachActions, action);
}

/** How a state looks. */
export type Tone = 'offered' | 'live' | 'waiting' | 'ended' | 'failed';

const tones: Readonly<Record<string, Tone>> = {
  HELD: 'waiting',
  PREVIEW: 'waiting',
  READY: 'waiting',
  ERROR: 'failed',
};

export function toneOf({ machineState }: DeskInteraction): Tone {
  const phase = phaseOf(machineState);
  return tones[machineState] ?? (phase === 'unknown' ? 'failed' : phase);
}

const kinds = { voice: 'Call', chat: 'Chat', email: 'Email' } as const;

/** What kind of interaction it is, in a word or two. */
export function kindLabelOf({ media, machine, isConsultation }: DeskInteraction): string {
  const family = mediaFamilyOf(media);
  const kind = machine === 'preview' ? 'Preview' : family === 'openMedia' ? titleCase(media) : kinds[family];
  return isConsultation ? `Consultation (${kind.toLowerCase()})` : kind;
}

/** Whom the interaction is with. */
export function nameOf({ contact, parties, call, isConsultation }: DeskInteraction): string {
  const full = [contact.firstName, contact.lastName].filter((part) => part !== undefined && part !== '').join(' ');
  const customer = [contact.displayName, full];
  const party = parties[0]?.name;
  // The contact of a consultation is the customer whom it is about.
  const names = isConsultation ? [party, ...customer] : [...customer, party];
  return [...names, call?.ani].find((text) => text !== undefined && text !== '') ?? '';
}

/** Milliseconds as an agent reads them: 4:07, or 1:04:07. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A value as text: texts as they are, all else as JSON. */
export function plainValueText(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? 'undefined' : JSON.stringify(value);
}

function titleCase(text: string): string {
  return text.replace(/(^|\s)(\p{L})/gu, (_, space: string, letter: string) => space + letter.toUpperCase());
}
