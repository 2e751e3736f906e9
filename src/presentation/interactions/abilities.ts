import { catalogue, findMethod, serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import { lookup } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';
import { familyOf, fieldText } from './interactionFacts';

/** Whether the method acts on an interaction: it takes one as its first argument. */
function takesInteraction(method: MethodSpec): boolean {
  const kind = method.parameters[0]?.kind;
  return kind === 'interactionId' || kind === 'consultInteractionId';
}

/** Methods that make sense only while mark-done is blocked, or only while it is not, as far as that is known. */
const fitsBlock: Readonly<Record<string, boolean>> = {
  'interaction.markdone': false,
  'interaction.unblockMarkdone': true,
};

/**
 * Whether calling the method on the interaction makes sense in its present state. A method whose catalogue entry names
 * no states always fits.
 * @param isBlocked whether its page keeps the interaction from being marked done; undefined where that does not matter
 */
export function fits(method: MethodSpec, interaction: LiveInteraction, isBlocked?: boolean): boolean {
  const wanted = lookup(fitsBlock, serviceName(method));
  if (isBlocked !== undefined && wanted !== undefined && wanted !== isBlocked) return false;
  if (method.parameters[0]?.kind === 'consultInteractionId' && interaction.isConsultation !== true) return false;
  const isOtherMedia = fieldText(interaction, 'media') !== undefined && familyOf(interaction) !== 'voice';
  if (method.namespace === 'voice' && isOtherMedia) return false;
  const { states, recordingStates }: { states?: readonly unknown[]; recordingStates?: readonly unknown[] } = method;
  const recording = fieldText(interaction, 'recordingState');
  if (recordingStates !== undefined && recording !== undefined && !recordingStates.includes(recording)) return false;
  return states === undefined || states.includes(interaction.state);
}

/**
 * Whether Workspace lets the page call the service, as far as is known.
 * @param services what system.getAllowedServices answered: names, `namespace.*` or `*`; undefined while unknown
 */
export function isAllowed(service: string, services: readonly string[] | undefined): boolean {
  if (services === undefined) return true;
  const namespace = service.split('.', 1)[0] ?? '';
  const allowed = setOf(services);
  return [service, `${namespace}.*`, '*'].some((name) => allowed.has(name));
}

/** Sets for fast look-ups: a page may name many services, and each node of the tree looks up many. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(services: readonly string[]): ReadonlySet<string> {
  let set = sets.get(services);
  if (set === undefined) sets.set(services, (set = new Set(services)));
  return set;
}

const interactionMethods: readonly MethodSpec[] = catalogue.filter(takesInteraction);

/** The services on an interaction that its state and the administrator allow, in the catalogue's order. */
export function servicesThatFit(
  interaction: LiveInteraction,
  services: readonly string[] | undefined,
  isBlocked: boolean,
): string[] {
  return interactionMethods
    .filter((method) => fits(method, interaction, isBlocked))
    .map(serviceName)
    .filter((service) => isAllowed(service, services));
}

/** Whether `service` may be called on the interaction now, as far as is known. */
export function can(service: string, interaction: LiveInteraction, services: readonly string[] | undefined): boolean {
  const method = findMethod(service);
  return method !== undefined && fits(method, interaction) && isAllowed(service, services);
}
