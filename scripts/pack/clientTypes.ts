import { catalogue, documentedExtras } from '../../src/api/catalogue';
import { namespaces } from '../../src/api/method';
import type { MethodSpec, Namespace } from '../../src/api/method';
import { comment, indented, mark, parameterType, typeNameOf } from '../contributions/apiTypes';

/** The declarations of `deskside/client`: the methods of the catalogue, as functions that return promises. */
export function clientTypes(): string {
  return `/// <reference path="./types/index.d.ts" />
// Types of deskside/client. Written by Deskside from its catalogue.

export interface ConnectOptions {
  /** The window of Workspace; by default the parent of this frame, or else the opener of this window. */
  readonly target?: Window;
  /** Milliseconds until a call without a reply fails; 10,000 by default, as in the vendor's library. */
  readonly timeoutMs?: number;
  /** Gets the texts that Workspace sends. */
  readonly onMessage?: (text: string) => void;
}

/** Connects to Workspace. Throws NotConnected in a page that is in no frame or window of another. */
export declare function connect(options?: ConnectOptions): WorkspaceClient;

/** Whether the type of an event is one that is known, so that \`switch\` can tell it from the others. */
export declare function isKnownEvent(event: { readonly event: string; readonly data: unknown }): event is genesys.wwe.KnownEvent;

/** Workspace refused a call; the message says why, in its words. */
export declare class WorkspaceRefusal extends Error {
  readonly name: 'WorkspaceRefusal';
  /** Such as \`interaction.accept\`. */
  readonly service: string;
  readonly errorMessage: string;
}
/** No reply came in time: whether Workspace did what was asked for is not known. */
export declare class WorkspaceTimeout extends Error {
  readonly name: 'WorkspaceTimeout';
  readonly service: string;
  readonly timeoutMs: number;
}
/** The client was closed, or this page is not in a frame or window of Workspace. */
export declare class NotConnected extends Error {
  readonly name: 'NotConnected';
}

/** Every method rejects with WorkspaceRefusal, WorkspaceTimeout or NotConnected, or with DataCloneError for what can't be sent. */
export interface WorkspaceClient {
${indented(namespaces.map((namespace) => `readonly ${namespace}: ${typeNameOf(namespace)};`).join('\n'))}

  /** Calls any service by its name. */
  call(service: string, ...parameters: unknown[]): Promise<unknown>;
  /**
   * Calls \`handler\` at each event of these names, until the function that this resolves with is called. Handlers of one
   * name do not replace each other, and none misses an event that comes before Workspace has answered.
   */
  subscribe<N extends genesys.wwe.EventName>(
    events: N | readonly N[],
    handler: (event: genesys.wwe.EventOf<N>) => void,
  ): Promise<() => Promise<void>>;
  /** Stops listening to Workspace; calls without a reply fail. */
  close(): void;
}

${namespaces.map(namespaceType).join('\n\n')}
`;
}

function namespaceType(namespace: Namespace): string {
  const methods = [...catalogue, ...documentedExtras].filter((method) => method.namespace === namespace);
  return `export interface ${typeNameOf(namespace)} {\n${indented(methods.map(methodType).join('\n'))}\n}`;
}

function methodType(method: MethodSpec): string {
  const doc = comment([
    `${method.doc} ${mark(method.evidence)}`,
    ...method.parameters.map(({ name, doc }) => `@param ${name} ${doc}`),
  ]);
  const parameters = method.parameters.map((parameter) => {
    const optional = parameter.optional === true ? '?' : '';
    return `${parameter.name}${optional}: ${qualified(parameterType(parameter, method))}`;
  });
  const result = method.result === 'void' ? 'unknown' : qualified(method.result);
  return `${doc}\n${method.name}(${parameters.join(', ')}): Promise<${result}>;`;
}

const builtIn = ['Record', 'Promise', 'Array'];

/** Types of the API stand in a namespace. */
function qualified(type: string): string {
  return type.replace(/\b[A-Z]\w*/g, (name) => (builtIn.includes(name) ? name : `genesys.wwe.${name}`));
}
