import { findDocumentedMethod } from '../../../api/catalogue';
import type { Step } from '../format/scenario';
import type { WidgetAct } from '../run/widgetActs';
import type { InteractionNames } from './interactionNames';

type Call = Extract<WidgetAct, { kind: 'call' }>;

/**
 * The expectation of a call: the service, and the parameters up to the one that says which interaction is meant.
 * @param within how long the widget may take for it, such as `10s`
 */
export function expectationOf({ service, parameters, outcome }: Call, names: InteractionNames, within: string): Step {
  const given = identifying(service, parameters, names);
  return { expect: { called: service, ...(given === undefined ? {} : { with: given }), outcome, within } };
}

function identifying(service: string, parameters: readonly unknown[], names: InteractionNames): unknown[] | undefined {
  const references = (findDocumentedMethod(service)?.parameters ?? []).map(({ kind }, index) => {
    const value = parameters[index];
    if (typeof value !== 'string') return undefined;
    if (kind === 'caseId') return reference(names.ofCase(value), '.caseId');
    return kind === 'interactionId' || kind === 'consultInteractionId' ? reference(names.find(value), '') : undefined;
  });
  const last = references.findLastIndex((each) => each !== undefined);
  return last < 0 ? undefined : references.slice(0, last + 1).map((each, index) => each ?? parameters[index]);
}

function reference(name: string | undefined, suffix: string): string | undefined {
  return name === undefined ? undefined : `$${name}${suffix}`;
}
