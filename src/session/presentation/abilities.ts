import { catalogue, findMethod, serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import type { LiveInteraction } from '../../protocol/records';
import { fieldText } from './interactionFacts';

/** Whether the method acts on an interaction: it takes one as its first argument. */
function takesInteraction(method: MethodSpec): boolean {
  const kind = method.parameters[0]?.kind;
  return kind === 'interactionId' || kind === 'consultInteractionId';
}

/**
 * Whether calling the method on the interaction makes sense in its present state. A method whose catalogue entry names
 * no states always fits.
 */
export function fits(method: MethodSpec, interaction: LiveInteraction): boolean {
  if (method.parameters[0]?.kind === 'consultInteractionId' && interaction.isConsultation !== true) return false;
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
  return [service, `${namespace}.*`, '*'].some((name) => services.includes(name));
}

const interactionMethods: readonly MethodSpec[] = catalogue.filter(takesInteraction);

/** The services on an interaction that its state and the administrator allow, in the catalogue's order. */
export function servicesThatFit(interaction: LiveInteraction, services: readonly string[] | undefined): string[] {
  return interactionMethods
    .filter((method) => fits(method, interaction))
    .map(serviceName)
    .filter((service) => isAllowed(service, services));
}

/** Whether `service` may be called on the interaction now, as far as is known. */
export function can(service: string, interaction: LiveInteraction, services: readonly string[] | undefined): boolean {
  const method = findMethod(service);
  return method !== undefined && fits(method, interaction) && isAllowed(service, services);
}
