import { catalogue, serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';

/** Services that have a command although they do not depend on the state of an interaction: those of the page's menu. */
export const pageServices: readonly string[] = ['agent.setState', 'voice.dial', 'email.create'];

/**
 * The methods with a command of their own: all of the Interaction namespace, those that depend on the state of an
 * interaction, and those of the page's menu. The rest is reached by Invoke Service….
 */
export const commandMethods: readonly MethodSpec[] = catalogue.filter(
  (method) =>
    method.namespace === 'interaction' || method.states !== undefined || pageServices.includes(serviceName(method)),
);

/** The id of a method's command. */
export function commandOf(method: Pick<MethodSpec, 'namespace' | 'name'>): string {
  return `deskside.${serviceName(method)}`;
}
