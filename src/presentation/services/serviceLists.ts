import { catalogue, serviceName } from '../../api/catalogue';
import { namespaces } from '../../api/method';
import type { MethodSpec, ParameterSpec } from '../../api/method';
import type { Page } from '../../session/page';
import type { Choice, ChoiceList } from '../questions/question';
import { isAllowed } from '../interactions/abilities';
import { notAllowed } from './serviceTree';

/**
 * All services to choose from: those used last, then the others by namespace.
 * @param page where one of them is to be called; without one, none is marked as not allowed
 */
export function serviceLists(page: Page | undefined, recent: readonly string[]): readonly ChoiceList<string>[] {
  const used = recent.flatMap((service) => catalogue.find((method) => serviceName(method) === service) ?? []);
  const others = catalogue.filter((method) => !used.includes(method));
  return [
    { heading: 'recently used', methods: used },
    ...namespaces.map((namespace) => ({
      heading: namespace,
      methods: others.filter((method) => method.namespace === namespace),
    })),
  ]
    .filter(({ methods }) => methods.length > 0)
    .map(({ heading, methods }) => ({ heading, choices: methods.map((method) => serviceChoice(method, page)) }));
}

function serviceChoice(method: MethodSpec, page: Page | undefined): Choice<string> {
  const service = serviceName(method);
  const allowed = page === undefined || isAllowed(service, page.desk.services);
  const description = allowed ? parameterNames(method) : notAllowed;
  return {
    value: service,
    label: service,
    ...(description === '' ? {} : { description }),
    detail: `${method.title}: ${method.doc}`,
    icon: allowed ? 'symbol-method' : 'circle-slash',
  };
}

/** What the method takes: "interactionId, key". */
function parameterNames(method: MethodSpec): string {
  return method.parameters.map(({ name, optional }: ParameterSpec) => (optional ? `${name}?` : name)).join(', ');
}
