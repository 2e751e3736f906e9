import { catalogue, documentedExtras, serviceName } from '../../src/api/catalogue';
import { eventNames } from '../../src/api/events/events';
import {
  agentEventTypes,
  campaignModes,
  caseEventTypes,
  interactionEventTypes,
  outboundEventTypes,
} from '../../src/api/events/eventTypes';
import type { EventTypeFacts } from '../../src/api/events/eventTypes';
import type { Evidence } from '../../src/api/method';
import { interactionFields } from '../../src/api/interaction';
import { namespaces } from '../../src/api/method';
import type { MethodSpec, Namespace, ParameterSpec } from '../../src/api/method';
import { parameterObjects } from '../../src/api/objects';
import { callTypes, interactionStateNames, interactionStates, ronaCallStates } from '../../src/api/states';
import { serviceWithMedia, targetTypes } from '../../src/api/targetQuery';
import { withChecksum } from '../../src/language/project/declarations';

/**
 * The TypeScript declarations of `genesys.wwe.service`, as the text of a file without imports and exports: a script's
 * globals, which TypeScript 5, 6 and 7 and `checkJs` read by themselves.
 */
export function apiTypes(): string {
  return withChecksum(`${header}
declare namespace genesys.wwe {
${indented([service(), ...namespaces.map(namespaceType), callbacks, values(), interactionType(), objects(), events()].join('\n\n'))}
}

interface Window {
  /** The client library, once its script has run. */
  genesys: typeof genesys;
}
`);
}

const header = `// Types of the Service Client API of Genesys Agent Workspace: genesys.wwe.service, as its client library defines it.
// Written by Deskside from its catalogue. Each fact says how certain it is:
//   [doc] the vendor's reference or sample says so; [seen] observed in the public client library; [assumed] a guess.
// Values that Workspace may add to are open: a text that is not listed is no error. The types of events are closed, so
// that \`switch\` can tell them apart; isKnownEvent() of deskside/client tells whether an event is one of them.
// Deskside offers newer types as long as nobody changes this file.
// Checksum:
`;

function service(): string {
  const members = namespaces.map((namespace) => `readonly ${namespace}: ${typeNameOf(namespace)};`);
  return `/** The client library. Its calls return nothing: what they bring comes to \`succeeded\` or \`failed\`. */
const service: Service;

interface Service {
${indented(members.join('\n'))}

  /**
   * Calls \`handler\` at each event of these names, once Workspace has answered.
   * A second subscription to a name replaces the first, and functions of the same source text count as one. [seen]
   */
  subscribe<N extends EventName>(events: N | readonly N[], handler: (message: EventOf<N>) => void, context?: unknown): this;
  /** Ends a subscription. Takes the very function that was subscribed. [seen] */
  unsubscribe(handler: (message: never) => void): this;
  /** Sends a message of the wire's form and returns its reference id. [seen] */
  sendMessage(message: object, succeeded?: Succeeded<unknown>, failed?: Failed): string;
  /** Names the window of Workspace, for a page that hosts Workspace in a frame of its own. [seen] */
  targetWWEWindow(window: Window): void;
  /** Stops listening to Workspace. [seen] */
  unload(): void;
  /** Gets the texts that Workspace sends. [seen] */
  onMessage?: (message: string) => void;
}`;
}

function namespaceType(namespace: Namespace): string {
  const ofNamespace = (method: MethodSpec) => method.namespace === namespace;
  const members = [
    ...catalogue.filter(ofNamespace).map((method) => methodType(method)),
    ...documentedExtras.filter(ofNamespace).map(extraType),
  ];
  return `interface ${typeNameOf(namespace)} {\n${indented(members.join('\n'))}\n}`;
}

export function typeNameOf(namespace: Namespace): string {
  return `${namespace.charAt(0).toUpperCase()}${namespace.slice(1)}Service`;
}

/** One signature, or two where the library takes the callbacks in place of an argument that may be left out. */
function methodType(method: MethodSpec): string {
  const required = method.parameters.filter(({ optional }) => optional !== true);
  const forms = required.length === method.parameters.length ? [required] : [required, method.parameters];
  return forms.map((parameters) => `${methodDoc(method, parameters)}\n${signature(method, parameters)}`).join('\n');
}

/** A method that may be missing, so that it has to be looked for before it is called. */
function extraType(method: MethodSpec): string {
  return `${methodDoc(method, method.parameters)}\n${signature(method, method.parameters, `${method.name}?`)}`;
}

function methodDoc(method: MethodSpec, parameters: readonly ParameterSpec[]): string {
  const states = method.states === undefined ? [] : [`Makes sense in ${method.states.join(', ')}. [assumed]`];
  return comment([
    `${method.doc} ${mark(method.evidence)}`,
    ...states,
    ...parameters.map(({ name, doc }) => `@param ${name} ${doc}`),
    '@param succeeded Gets the reply. Without it, failed is never called. [seen]',
  ]);
}

function signature(method: MethodSpec, parameters: readonly ParameterSpec[], name = method.name): string {
  const values = parameters.map((parameter) => `${parameter.name}: ${parameterType(parameter, method)}`);
  const result = method.result === 'void' ? 'unknown' : method.result;
  return `${name}(${[...values, `succeeded?: Succeeded<${result}>`, 'failed?: Failed'].join(', ')}): void;`;
}

export function parameterType({ kind, object, name }: ParameterSpec, method: MethodSpec): string {
  switch (kind) {
    case 'interactionId':
    case 'consultInteractionId':
    case 'caseId':
    case 'userDataKey':
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'targetQuery':
      return serviceName(method) === serviceWithMedia ? 'string | ConsultTarget' : 'string | Target';
    case 'keyValues':
      // Only what the call itself is about must be there; user data and extensions may be none.
      return name === 'keyValues' ? 'UserData' : 'UserData | null | undefined';
    case 'object':
      return object ?? 'Record<string, unknown>';
    case 'stateOperation':
      return 'StateOperation';
    case 'mediaName':
      return 'MediaName';
    case 'stringOrList':
      return 'string | readonly string[]';
    case 'json':
      return 'unknown';
  }
}

const callbacks = `/** What \`succeeded\` gets: the reply of Workspace. [seen] */
interface Reply<T> {
  /** What the method brings. */
  readonly data: T;
  readonly userAgent?: string;
  readonly protocolVersion?: number;
}
type Succeeded<T> = (reply: Reply<T>) => void;

/** Workspace refused the call. [seen] */
interface Failure {
  /** Why. The texts of Workspace are not public. */
  readonly errorMessage: string;
  readonly userAgent?: string;
  readonly protocolVersion?: number;
}
/** Gets the text 'Request timeout' when no reply came within 10 seconds, and otherwise the refusal. [seen] */
type Failed = (failure: string | Failure) => void;`;

function values(): string {
  return `/** The keys and values attached to an interaction. [doc] */
type UserData = Record<string, unknown>;

${comment(['What an agent or a media is set to: an operation name of the state list. [doc]'])}
type StateOperation = ${open(['Ready', 'NotReady', 'AfterCallWork'])};
/** [seen] */
type MediaName = ${open(['voice', 'chat', 'email'])};
${comment([
  'Kinds of target. [doc]',
  ...Object.entries(targetTypes).map(([type, { destination }]) => `- ${type}: destination is the ${destination}`),
])}
type TargetType = ${open(Object.keys(targetTypes))};

/** Whom to reach. A text in its place means a CUSTOM_CONTACT with that destination. [doc] */
type Target = TypedTarget | TargetOfReference;
/** Whom to consult, as Target, in the media of the interaction or in another. [doc] */
type ConsultTarget = Target & {
  /** Another media than the interaction's own. */
  media?: MediaName;
};
interface TypedTarget {
  type: TargetType;
  destination: string;
  target?: never;
}
interface TargetOfReference {
  /** @deprecated The reference of consult calls the key \`target\`; the vendor's sample and all other methods call it \`type\`. Use \`type\`. */
  target: TargetType;
  destination: string;
  type?: never;
}

/** The agent who uses Workspace. [doc] */
interface Agent {
  readonly employeeId: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly username: string;
  readonly roles?: readonly string[];
}
/** A state of the agent or of a media. [seen] */
interface AgentState {
  readonly displayName: string;
  /** What setState takes. */
  readonly operationName?: StateOperation;
  readonly type: ${open(Object.keys(agentEventTypes))};
  /** Why the agent is not ready, if the state says so. [doc] */
  readonly reason?: string;
}
/** A media of the agent. Its name stands under one of the two keys. [seen] */
interface Media {
  readonly name?: MediaName;
  readonly media?: MediaName;
  readonly state: AgentState;
}`;
}

function interactionType(): string {
  const types: Readonly<Record<keyof typeof interactionFields, string>> = {
    interactionId: 'string',
    parentInteractionId: 'string',
    caseId: 'string',
    userData: 'UserData',
    state: 'InteractionState',
    previousState: 'InteractionState',
    parties: 'readonly Party[]',
    isConsultation: 'boolean',
    isMainCaseInteraction: 'boolean',
    callUuid: 'string',
    direction: open(['IN', 'OUT', 'UNKNOWN']),
    callType: open(callTypes),
    ani: 'string',
    dnis: 'string',
    recordingState: open(['STOPPED', 'RECORDING', 'PAUSED']),
    isCaseSelected: 'boolean',
    ronaCallState: open(ronaCallStates),
    isCaseExpanded: 'boolean',
    interactionUUID: 'string',
    connId: 'string',
    contact: 'Contact',
    media: 'MediaName',
    startDate: 'number',
  };
  const always = new Set(['interactionId', 'caseId', 'state', 'userData', 'parties']);
  const fields = entriesOf(interactionFields).map(([name, facts]) => {
    const voiceOnly = 'voiceOnly' in facts ? ' Voice only.' : '';
    const optional = always.has(name) ? '' : '?';
    return `${comment([`${facts.doc}${voiceOnly} ${mark(facts.evidence)}`])}\nreadonly ${name}${optional}: ${types[name]};`;
  });
  const states = interactionStateNames.map((state) => `- ${state}: ${interactionStates[state].doc}`);
  return `${comment(['A state of an interaction. [doc]', ...states])}
type InteractionState = ${open(interactionStateNames)};

/** An interaction. [doc] */
interface Interaction {
${indented(fields.join('\n'))}
}
/** One who takes part in an interaction. [doc] */
interface Party {
  readonly name?: string;
  readonly [field: string]: unknown;
}
/** Whom an interaction is with. [doc] */
interface Contact {
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly [field: string]: unknown;
}`;
}

function objects(): string {
  return entriesOf(parameterObjects)
    .map(([name, fields]) => {
      const members = fields.map(
        (field) => `${comment([`${field.doc} ${mark(field.evidence)}`])}\n${field.name}?: ${field.type};`,
      );
      return `interface ${name} {\n${indented(members.join('\n'))}\n}`;
    })
    .join('\n');
}

function events(): string {
  const names = eventNames.map((name) => `'${name}'`).join(' | ');
  return `/** What one can subscribe to. [doc] */
type EventName = keyof EventData | \`messenger:\${string}\`;
/** An event of one of the names, told apart by \`event\`. */
type EventOf<N extends EventName> = N extends EventName ? WorkspaceEvent<N> : never;
/** An event whose types are known here: one of ${names.replaceAll('|', 'or').replaceAll("'", '')}. */
type KnownEvent = EventOf<keyof EventData>;

/** What a handler gets. [seen] */
interface WorkspaceEvent<N extends EventName> {
  readonly event: N;
  readonly data: N extends keyof EventData ? EventData[N] : unknown;
  readonly userAgent?: string;
  readonly protocolVersion?: number;
}

/** The data of each event. A message of a messenger channel is as it was sent. */
interface EventData {
  /** An interaction or a case changed; \`eventType\` tells how. [doc] */
  interaction: InteractionEvent | CaseEvent;
  /** The state of the agent changed. [seen] */
  agent: AgentEvent;
  /** A media of the agent changed. [assumed] */
  media: Media;
  /** A campaign came, went, started or stopped. [doc] */
  outbound: CampaignEvent | CampaignStartedEvent;
  /** Payload not public. [assumed] */
  system: Record<string, unknown>;
  /** Somebody tried to mark an interaction done that is blocked. Payload not public. [assumed] */
  markdone: Record<string, unknown>;
}

/** [doc] */
interface CaseEvent {
  readonly eventType: CaseEventType;
  readonly selectedCaseId: string;
}
/** That the interaction stands under \`interaction\` is [assumed]. */
interface InteractionEvent {
  readonly eventType: InteractionEventType;
  readonly interaction: Interaction;
}
/** \`type\` is [seen]; the other fields of the state are [assumed]. */
interface AgentEvent {
  readonly type: AgentEventType;
  readonly displayName?: string;
  readonly operationName?: StateOperation;
  readonly reason?: string;
}
/** [doc] */
interface CampaignEvent {
  readonly eventType: Exclude<OutboundEventType, 'CampaignStarted'>;
  readonly campaign: string;
}
/** [doc] */
interface CampaignStartedEvent {
  readonly eventType: 'CampaignStarted';
  readonly campaign: string;
  readonly mode?: ${open(campaignModes)};
}

${closed('CaseEventType', caseEventTypes)}
${closed('InteractionEventType', interactionEventTypes)}
${closed('AgentEventType', agentEventTypes)}
${closed('OutboundEventType', outboundEventTypes)}`;
}

function closed(name: string, types: Readonly<Record<string, EventTypeFacts>>): string {
  const lines = Object.entries(types).map(([type, { doc, evidence }]) => `- ${type}: ${doc} ${mark(evidence)}`);
  return `${comment(lines)}\ntype ${name} = ${literals(Object.keys(types))};`;
}

/** A type of these texts that takes any other, too, and still completes these. */
function open(texts: readonly string[]): string {
  return `${literals(texts)} | (string & {})`;
}

function literals(texts: readonly string[]): string {
  return texts.map((text) => `'${text}'`).join(' | ');
}

export function mark(evidence: Evidence): string {
  return `[${evidence}]`;
}

export function comment(lines: readonly string[]): string {
  if (lines.length === 1) return `/** ${lines.join('')} */`;
  return ['/**', ...lines.map((line) => ` * ${line}`), ' */'].join('\n');
}

export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** The entries of a table with their keys as narrow as the table has them. */
function entriesOf<K extends string, V>(table: Readonly<Record<K, V>>): readonly (readonly [K, V])[] {
  const keys: readonly string[] = Object.keys(table);
  return keys.filter((key): key is K => key in table).map((key) => [key, table[key]]);
}
