import { findDocumentedMethod } from '../../api/catalogue';
import type { ParameterSpec } from '../../api/method';
import type { DeskCore } from './core';
import { acceptedFor, acceptsOrigin, allowsService } from './access/origins';
import { errorTexts } from './assumptions';
import { refusal } from './refusal';
import type { CallingWidget } from './state/types';
import { agentServices } from './services/agent';
import { authServices } from './services/auth';
import { configurationServices } from './services/configuration';
import { emailServices } from './services/email';
import { interactionServices } from './services/interaction';
import { mediaServices } from './services/media';
import { messengerServices } from './services/messenger';
import { outboundServices } from './services/outbound';
import { Arguments } from './services/service';
import type { Service } from './services/service';
import { sipEndpointServices } from './services/sipEndpoint';
import { systemServices } from './services/system';
import { voiceServices } from './services/voice';

/** Every service by its name, also those that the reference has and the public library lacks. */
const services: ReadonlyMap<string, Service> = new Map(
  [
    interactionServices,
    agentServices,
    voiceServices,
    mediaServices,
    emailServices,
    outboundServices,
    sipEndpointServices,
    systemServices,
    messengerServices,
    configurationServices,
    authServices,
  ].flatMap((table) => Object.entries(table)),
);

/**
 * Calls a service and returns its data. Throws a refusal for an origin that is not accepted, a service that is unknown
 * or not allowed, a bad argument, or whatever the state of the desk rules out.
 */
export function callService(
  core: DeskCore,
  name: string,
  parameters: readonly unknown[],
  caller: CallingWidget,
): unknown {
  const accepted = acceptedFor(core.options, caller);
  if (!acceptsOrigin(accepted, caller.origin)) throw refusal(errorTexts.originNotAccepted, caller.origin);
  const service = services.get(name);
  if (service === undefined) throw refusal(errorTexts.unknownService, name);
  if (!allowsService(accepted, caller.origin, name)) throw refusal(errorTexts.serviceNotAllowed, name, caller.origin);
  const specs = findDocumentedMethod(name)?.parameters ?? [];
  return service({ core, caller, args: new Arguments(name, specs, copyOf(name, specs, parameters)) });
}

/** A copy of the arguments, so that nothing of the caller's gets onto the desk. */
function copyOf(name: string, specs: readonly ParameterSpec[], parameters: readonly unknown[]): readonly unknown[] {
  return parameters.map((value, place) => {
    try {
      return structuredClone(value);
    } catch {
      throw refusal(
        errorTexts.badArgument,
        name,
        specs[place]?.name ?? `number ${place + 1}`,
        'a value that can be cloned',
      );
    }
  });
}
