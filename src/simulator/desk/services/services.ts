import { findMethod } from '../../../api/catalogue';
import type { ParameterSpec } from '../../../api/method';
import type { DeskCore } from '../core';
import { acceptedFor, acceptsOrigin, allowsService } from '../origins';
import { errorTexts } from '../assumptions';
import { refusal } from '../refusal';
import type { Caller } from '../types';
import { agentServices } from './agent';
import { authServices } from './auth';
import { configurationServices } from './configuration';
import { emailServices } from './email';
import { interactionServices } from './interaction';
import { mediaServices } from './media';
import { messengerServices } from './messenger';
import { outboundServices } from './outbound';
import { Arguments } from './service';
import type { Service } from './service';
import { sipEndpointServices } from './sipEndpoint';
import { systemServices } from './system';
import { voiceServices } from './voice';

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

/** The parameters of services that are not in the catalogue. Source: reference. */
const extraParameters: ReadonlyMap<string, readonly ParameterSpec[]> = new Map([
  [
    'configuration.getContextualOption',
    [
      { name: 'options', kind: 'stringOrList', doc: 'Name or names of options.' },
      { name: 'interactionId', kind: 'interactionId', doc: 'Id of the interaction.' },
    ],
  ],
  ['auth.getPureCloudToken', [{ name: 'forceNewToken', kind: 'json', doc: 'Whether the token must be new.' }]],
]);

/**
 * Calls a service and returns its data. Throws a refusal for an origin that is not accepted, a service that is unknown
 * or not allowed, a bad argument, or whatever the state of the desk rules out.
 */
export function callService(core: DeskCore, name: string, parameters: readonly unknown[], caller: Caller): unknown {
  const accepted = acceptedFor(core.options, caller);
  if (!acceptsOrigin(accepted, caller.origin)) throw refusal(errorTexts.originNotAccepted, caller.origin);
  const service = services.get(name);
  if (service === undefined) throw refusal(errorTexts.unknownService, name);
  if (!allowsService(accepted, caller.origin, name)) throw refusal(errorTexts.serviceNotAllowed, name, caller.origin);
  const specs = findMethod(name)?.parameters ?? extraParameters.get(name) ?? [];
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
