import { findDocumentedMethod } from '../../api/catalogue';
import { namespaces } from '../../api/method';
import type { Namespace } from '../../api/method';

/** What an expression stands for, as far as it is a part of the API or came from one. */
export type ApiValue =
  /** The global object: `window`, `globalThis`, `self`. */
  | { readonly kind: 'global' }
  | { readonly kind: 'genesys' }
  | { readonly kind: 'wwe' }
  | { readonly kind: 'service' }
  /** A core member of the service, such as `subscribe`. */
  | { readonly kind: 'core'; readonly name: CoreMember }
  /** Whatever else is taken from the service: a namespace, or a name that is none. */
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'method'; readonly namespace: string; readonly name: string }
  /** What a handler gets that subscribed to these events; no names where the code does not say them. */
  | { readonly kind: 'event'; readonly names: readonly string[] }
  /** The name of an event, in `message.event`. */
  | { readonly kind: 'eventName' }
  | { readonly kind: 'eventData'; readonly names: readonly string[] }
  /** What `succeeded` gets, and what `failed` gets. */
  | { readonly kind: 'reply'; readonly service: string }
  | { readonly kind: 'failure' }
  | { readonly kind: 'interaction' }
  /** A part of an interaction that is the customer's. */
  | { readonly kind: 'customerData' }
  | { readonly kind: 'list'; readonly of: ApiValue }
  /** A text of which the API knows certain ones. */
  | { readonly kind: 'text'; readonly of: 'eventType' | 'agentState' | 'campaignEventType' | 'interactionState' };

/** The members of the service beside its namespaces. Source: `seen` in the public client library. */
export const coreMembers = [
  'sendMessage',
  'subscribe',
  'unsubscribe',
  'targetWWEWindow',
  'unload',
  'onMessage',
] as const;
export type CoreMember = (typeof coreMembers)[number];

const globalNames: ReadonlySet<string> = new Set(['window', 'globalThis', 'self']);

/** What a global name stands for. */
export function globalValue(name: string): ApiValue | undefined {
  if (globalNames.has(name)) return { kind: 'global' };
  return name === 'genesys' ? { kind: 'genesys' } : undefined;
}

/** What a property of a value stands for. */
export function propertyOf(value: ApiValue, key: string): ApiValue | undefined {
  switch (value.kind) {
    case 'global':
      return globalValue(key);
    case 'genesys':
      return key === 'wwe' ? { kind: 'wwe' } : undefined;
    case 'wwe':
      return key === 'service' ? { kind: 'service' } : undefined;
    case 'service':
      return isCoreMember(key) ? { kind: 'core', name: key } : { kind: 'namespace', name: key };
    case 'namespace':
      return { kind: 'method', namespace: value.name, name: key };
    case 'event':
      if (key === 'event') return { kind: 'eventName' };
      return key === 'data' ? { kind: 'eventData', names: value.names } : undefined;
    case 'eventData':
      return propertyOfEventData(value.names, key);
    case 'reply':
      return key === 'data' ? resultOf(value.service) : undefined;
    case 'interaction':
      return propertyOfInteraction(key);
    case 'list':
      return /^\d+$/.test(key) ? value.of : undefined;
    default:
      return undefined;
  }
}

function propertyOfEventData(names: readonly string[], key: string): ApiValue | undefined {
  // With several names, what stands in the data depends on which came.
  const [name, another] = names;
  if (name === undefined || another !== undefined) return undefined;
  if (name === 'interaction' && key === 'eventType') return { kind: 'text', of: 'eventType' };
  if (name === 'interaction' && key === 'interaction') return { kind: 'interaction' };
  if (name === 'agent' && key === 'type') return { kind: 'text', of: 'agentState' };
  if (name === 'outbound' && key === 'eventType') return { kind: 'text', of: 'campaignEventType' };
  return undefined;
}

const customerFields: ReadonlySet<string> = new Set(['userData', 'contact', 'parties', 'ani']);

function propertyOfInteraction(key: string): ApiValue | undefined {
  if (key === 'state' || key === 'previousState') return { kind: 'text', of: 'interactionState' };
  return customerFields.has(key) ? { kind: 'customerData' } : undefined;
}

/** Services whose result is customers' data as a whole. */
const customersResults: ReadonlySet<string> = new Set(['outbound.getRecordFields', 'outbound.getChainedRecords']);

function resultOf(service: string): ApiValue | undefined {
  switch (findDocumentedMethod(service)?.result) {
    case 'Interaction | null':
      return { kind: 'interaction' };
    case 'Interaction[]':
      return { kind: 'list', of: { kind: 'interaction' } };
    default:
      return customersResults.has(service) ? { kind: 'customerData' } : undefined;
  }
}

export function isCoreMember(name: string): name is CoreMember {
  return coreMembers.some((member) => member === name);
}

export function isNamespace(name: string): name is Namespace {
  return namespaces.some((namespace) => namespace === name);
}
