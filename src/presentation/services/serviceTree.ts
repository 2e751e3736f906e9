import { catalogue, serviceName, signatureOf } from '../../api/catalogue';
import type { Evidence, MethodSpec, Namespace } from '../../api/method';
import { namespaces } from '../../api/method';
import { acceptedOriginsOption } from '../../api/options';
import type { Page } from '../../session/page';
import { isAllowed } from '../interactions/abilities';
import { count } from '../text/text';
import { fact, heading, paragraph } from '../text/tooltip';
import type { TooltipPart } from '../text/tooltip';

/** A node of the method explorer: a namespace with its methods below it. */
export type ServiceNode =
  | { readonly kind: 'namespace'; readonly id: Namespace }
  | { readonly kind: 'service'; readonly id: string; readonly method: MethodSpec };

export interface ServiceView {
  readonly label: string;
  readonly description?: string;
  /** A codicon. */
  readonly icon: string;
  /** No connected page may call it; `description` says so. */
  readonly greyed: boolean;
}

/** Why a service is greyed out. */
export const notAllowed = 'not allowed to this page by the administrator';

/** The namespaces, or the methods of one, in the catalogue's order. */
export function serviceChildren(node?: ServiceNode): readonly ServiceNode[] {
  if (node === undefined) return namespaces.map((id) => ({ kind: 'namespace', id }));
  if (node.kind === 'service') return [];
  return methodsOf(node.id).map((method) => ({ kind: 'service', id: serviceName(method), method }));
}

/** @param pages those connected: a service is greyed out if none of them may call it */
export function serviceView(node: ServiceNode, pages: readonly Page[]): ServiceView {
  if (node.kind === 'namespace') {
    const description = count(methodsOf(node.id).length, 'method');
    return { label: node.id, description, icon: 'symbol-namespace', greyed: false };
  }
  const { name, title } = node.method;
  return isAllowedAnywhere(node.method, pages)
    ? { label: name, description: title, icon: 'symbol-method', greyed: false }
    : { label: name, description: notAllowed, icon: 'circle-slash', greyed: true };
}

export function serviceTooltip(node: ServiceNode, pages: readonly Page[]): readonly TooltipPart[] {
  if (node.kind === 'namespace') return [];
  const { method } = node;
  return [
    ...heading(signatureOf(method)),
    ...paragraph(method.doc),
    ...method.parameters.flatMap(({ name, doc, optional }) => fact(optional ? `${name} (optional)` : name, doc)),
    ...fact('Result', method.result),
    ...fact('Source', sources[method.evidence]),
    ...(isAllowedAnywhere(method, pages) ? [] : paragraph(allowHint(method))),
  ];
}

const sources: Readonly<Record<Evidence, string>> = {
  doc: 'the documentation',
  seen: 'seen in the public client library',
  assumed: 'assumed',
};

function allowHint(method: MethodSpec): string {
  return `The administrator does not allow it: system.getAllowedServices does not list ${serviceName(method)}. The option ${acceptedOriginsOption} can name it behind the page’s origin.`;
}

function isAllowedAnywhere(method: MethodSpec, pages: readonly Page[]): boolean {
  return pages.length === 0 || pages.some(({ desk }) => isAllowed(serviceName(method), desk.services));
}

function methodsOf(namespace: Namespace): readonly MethodSpec[] {
  return catalogue.filter((method) => method.namespace === namespace);
}
