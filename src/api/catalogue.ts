import type { MethodSpec, ParameterSpec } from './method';
import { agentMethods } from './methods/agent';
import { authExtras, authMethods } from './methods/auth';
import { configurationExtras, configurationMethods } from './methods/configuration';
import { emailMethods } from './methods/email';
import { interactionMethods } from './methods/interaction';
import { mediaMethods } from './methods/media';
import { messengerMethods } from './methods/messenger';
import { outboundMethods } from './methods/outbound';
import { sipEndpointMethods } from './methods/sipEndpoint';
import { systemMethods } from './methods/system';
import { voiceMethods } from './methods/voice';

/** Every method of the public client library, once. Source: `seen` in the library; descriptions from the reference. */
const methods = [
  ...interactionMethods,
  ...agentMethods,
  ...voiceMethods,
  ...mediaMethods,
  ...emailMethods,
  ...outboundMethods,
  ...sipEndpointMethods,
  ...systemMethods,
  ...messengerMethods,
  ...configurationMethods,
  ...authMethods,
] as const satisfies readonly MethodSpec[];

type Entry = (typeof methods)[number];
type ServiceOf<M> = M extends { namespace: infer N extends string; name: infer K extends string } ? `${N}.${K}` : never;

/** The name of a method as the wire carries it, such as `interaction.accept`. */
export type ServiceName = ServiceOf<Entry>;

export const catalogue: readonly MethodSpec[] = methods;

/** Methods that the reference describes and the public client library does not have: they are no part of the 74. */
export const documentedExtras: readonly MethodSpec[] = [...configurationExtras, ...authExtras];

const byService: ReadonlyMap<string, MethodSpec> = new Map(catalogue.map((method) => [serviceName(method), method]));

/** The wire's name of a method: `namespace.name`. */
export function serviceName(method: Pick<MethodSpec, 'namespace' | 'name'>): string {
  return `${method.namespace}.${method.name}`;
}

/** The method behind a service name, or undefined if the public library has none of that name. */
export function findMethod(service: string): MethodSpec | undefined {
  return byService.get(service);
}

/** A method that the reference describes, whether the public library has it or not. */
export function findDocumentedMethod(service: string): MethodSpec | undefined {
  return findMethod(service) ?? documentedExtras.find((method) => serviceName(method) === service);
}

/** Whether the public library has a method of this name. */
export function isServiceName(service: string): service is ServiceName {
  return byService.has(service);
}

/** A method as one writes its call: `interaction.accept(interactionId, succeeded, failed)`. */
export function signatureOf(method: MethodSpec): string {
  const parameters = method.parameters.map((parameter: ParameterSpec) =>
    parameter.optional ? `${parameter.name}?` : parameter.name,
  );
  return `${serviceName(method)}(${[...parameters, 'succeeded', 'failed'].join(', ')})`;
}
