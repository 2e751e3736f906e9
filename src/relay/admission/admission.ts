import { keyFromSubprotocols, rolePaths, spokenSubprotocol } from '../../protocol/handshake';
import type { Role } from '../../protocol/handshake';
import type { RefusalReason } from '../../protocol/messages';
import type { Allowances } from './allowances';
import type { KeyCheck } from '../../relayClient/keys';
import { parseOrigin } from '../../relayClient/origin';

/** An upgrade request as it came, before anything is believed of it. */
export interface UpgradeRequest {
  readonly method: string | undefined;
  readonly httpVersion: string;
  readonly target: string | undefined;
  /** Names and values in turn, as Node gives them: doubles are still there. */
  readonly rawHeaders: readonly string[];
}

/** What a relay lets in. */
export interface AdmissionContext {
  readonly allowances: Allowances;
  readonly keys: Readonly<Record<Role, KeyCheck>>;
  hasRoom(role: Role): boolean;
}

export interface Refused {
  /** The check that failed. */
  readonly check: string;
  readonly reason: RefusalReason;
  /** The HTTP status of the answer, or the code with which an open WebSocket is closed. */
  readonly status: number;
  /** One sentence with a next step; holds nothing of the request. */
  readonly text: string;
  /** Undefined if the path is no role's. */
  readonly role: Role | undefined;
  /** What was claimed, see `PageOrigin`; text by strangers. */
  readonly origin: string | undefined;
  /** Whether it is the relay's own page in a frame of another page, whose origin is `origin`. */
  readonly held: boolean;
  /** Whether it has the key as far as is known: a client that has the key got the key from the user. */
  readonly keyMatches: boolean;
  /** What a page calls itself; text by strangers. Undefined without the key. */
  readonly title: string | undefined;
}

export type Verdict =
  | { readonly admitted: true; readonly role: 'tool' }
  /** The page has its key and, by that, its origin still to prove. */
  | { readonly admitted: true; readonly role: 'page'; readonly host: string; readonly origin: string }
  | { readonly admitted: false; readonly refused: Refused };

/** What the checks look at. */
interface Facts extends UpgradeRequest {
  readonly role: Role | undefined;
  /** All values of a header, by its name in lower case. */
  readonly values: (name: string) => readonly string[];
}

interface Check {
  readonly name: string;
  readonly reason: RefusalReason;
  readonly status: number;
  readonly text: string;
  passes(facts: Facts, context: AdmissionContext): boolean;
}

const pathCheck: Check = {
  name: 'path',
  reason: 'request',
  status: 404,
  text: `There are ${rolePaths.page} for pages and ${rolePaths.tool} for tools.`,
  passes: ({ role }) => role !== undefined,
};

export const fullText = 'Too many connections; close some pages or tools.';

/** In this order; the first that fails decides. Each one fails closed. */
const checks: readonly Check[] = [
  {
    name: 'method',
    reason: 'request',
    status: 405,
    text: 'A WebSocket is opened with GET.',
    passes: ({ method }) => method === 'GET',
  },
  {
    name: 'httpVersion',
    reason: 'request',
    status: 400,
    text: 'A WebSocket is opened over HTTP/1.1.',
    passes: ({ httpVersion }) => httpVersion === '1.1',
  },
  {
    name: 'upgrade',
    reason: 'request',
    status: 426,
    text: 'Only an upgrade to websocket is possible here.',
    passes: ({ values }) => only(values('upgrade'))?.toLowerCase() === 'websocket',
  },
  {
    name: 'webSocketVersion',
    reason: 'request',
    status: 426,
    text: 'Only version 13 of WebSocket is spoken here.',
    passes: ({ values }) => only(values('sec-websocket-version')) === '13',
  },
  {
    name: 'webSocketKey',
    reason: 'request',
    status: 400,
    text: 'Send one Sec-WebSocket-Key of 16 bytes.',
    passes: ({ values }) => /^[+/0-9A-Za-z]{22}==$/.test(only(values('sec-websocket-key')) ?? ''),
  },
  pathCheck,
  {
    name: 'host',
    reason: 'host',
    status: 403,
    text: 'Use the address of this relay with 127.0.0.1 or localhost and its port.',
    passes: ({ values }, { allowances }) => ownHost(values('host'), allowances.hosts) !== undefined,
  },
  {
    name: 'origin',
    reason: 'origin',
    status: 403,
    text: 'A page has one origin of http or https, which its browser tells. Tools send no origin at all.',
    passes: ({ role, values }) => {
      const origins = values('origin');
      return role === 'tool' ? origins.length === 0 : isOrigin(only(origins));
    },
  },
  {
    name: 'version',
    reason: 'version',
    status: 426,
    text: 'The bridge in this page is of another version of Deskside; copy the script tag again, and load the page anew.',
    passes: ({ role, values }) => role !== 'page' || spokenSubprotocol(role, offered(values)) !== undefined,
  },
  // A page proves later that it has the key, and is counted by then: a program that has the relay’s port must not see the key.
  {
    name: 'key',
    reason: 'key',
    status: 401,
    text: 'The key is missing or wrong; use the one that Deskside shows now.',
    passes: (facts, { keys }) => facts.role === 'page' || showsKey(facts, keys),
  },
  {
    name: 'capacity',
    reason: 'capacity',
    status: 503,
    text: fullText,
    passes: ({ role }, context) => role === 'page' || context.hasRoom('tool'),
  },
];

/** Whether a request to open a WebSocket is let in, and as what. */
export function admit(request: UpgradeRequest, context: AdmissionContext): Verdict {
  const role = roleOf(request.target);
  const values = (name: string): readonly string[] => headerValues(request.rawHeaders, name);
  const facts: Facts = { ...request, role, values };
  const failed = checks.find((check) => !check.passes(facts, context));
  const [origin] = values('origin');
  const host = ownHost(values('host'), context.allowances.hosts);
  if (failed === undefined && role === 'tool') return { admitted: true, role };
  if (failed === undefined && role === 'page' && host !== undefined && origin !== undefined) {
    return { admitted: true, role, host, origin };
  }
  const { name, reason, status, text } = failed ?? pathCheck;
  const keyMatches = showsKey(facts, context.keys);
  return {
    admitted: false,
    refused: { check: name, reason, status, text, role, origin, held: false, keyMatches, title: undefined },
  };
}

/** Whether the key is among what is offered. Pages of version 1 offered it, too. */
function showsKey({ role, values }: Facts, keys: AdmissionContext['keys']): boolean {
  const names = offered(values);
  return (
    role !== undefined &&
    spokenSubprotocol('tool', names) !== undefined &&
    keys[role].matches(keyFromSubprotocols(names))
  );
}

function isOrigin(text: string | undefined): boolean {
  return text !== undefined && parseOrigin(text) === text;
}

/** The Host that came, if exactly one did and it is one of the relay's own, byte for byte. */
export function ownHost(came: readonly string[], own: ReadonlySet<string>): string | undefined {
  const host = only(came);
  return host !== undefined && own.has(host) ? host : undefined;
}

/** All values of a header in `rawHeaders`; `name` in lower case. */
export function headerValues(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}

function roleOf(target: string | undefined): Role | undefined {
  if (target === rolePaths.page) return 'page';
  return target === rolePaths.tool ? 'tool' : undefined;
}

function offered(values: Facts['values']): string[] {
  return (only(values('sec-websocket-protocol')) ?? '').split(',').map((name) => name.trim());
}

function only<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}
