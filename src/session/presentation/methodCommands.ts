import { catalogue, serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';

/** Services that have a command although they do not depend on the state of an interaction: for the page's menu. */
const pageServices: readonly string[] = ['agent.setState', 'voice.dial', 'email.create'];

/**
 * The methods with a command of their own: all of the Interaction namespace, and others where the tree offers them. The
 * rest is reached by Invoke Service….
 */
export const commandMethods: readonly MethodSpec[] = catalogue.filter(
  (method) =>
    method.namespace === 'interaction' || method.states !== undefined || pageServices.includes(serviceName(method)),
);

/** The id of a method's command. */
export function commandOf(method: Pick<MethodSpec, 'namespace' | 'name'>): string {
  return `deskside.${serviceName(method)}`;
}
