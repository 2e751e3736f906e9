import { holderFromSubprotocols, keyFromSubprotocols, rolePaths, titleFromSubprotocols } from '../protocol/handshake';
import type { Role } from '../protocol/handshake';
import type { RefusalReason } from '../protocol/messages';
import type { Allowances } from './allowances';
import type { KeyCheck } from './keys';

/** An upgrade request as it came, before anything is believed of it. */
export interface UpgradeRequest {
  readonly method: string | undefined;
  readonly httpVersion: string;
  readonly target: string | undefined;
  /** Names and values in turn, as Node gives them: doubles are still there. */
  readonly rawHeaders: readonly string[];
}

/** What a relay lets in. */
export interface House {
  readonly allowances: Allowances;
  readonly keys: Readonly<Record<Role, KeyCheck>>;
  hasRoom(role: Role): boolean;
}

export interface Refused {
  /** The check that failed. */
  readonly check: string;
  readonly reason: RefusalReason;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** One sentence with a next step; holds nothing of the request. */
  readonly text: string;
  /** Undefined if the path is no role's. */
  readonly role: Role | undefined;
  /** What was claimed, see `pageOrigin`; text by strangers. */
  readonly origin: string | undefined;
  /** Whether it is the relay's own page in a frame of another page, whose origin is `origin`. */
  readonly held: boolean;
  /** Whether the key, which comes after what failed, would have passed: whoever has it was given it by the user. */
  readonly keyMatches: boolean;
  /** What a page calls itself; text by strangers. Undefined without the key. */
  readonly title: string | undefined;
}

export type Verdict =
  /** The origin is that of a page, see `pageOrigin`; a tool has none. */
  | { readonly admitted: true; readonly role: Role; readonly origin: string | undefined }
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
  passes(facts: Facts, house: House): boolean;
}

const pathCheck: Check = {
  name: 'path',
  reason: 'request',
  status: 404,
  text: `There are ${rolePaths.page} for pages and ${rolePaths.tool} for tools.`,
  passes: ({ role }) => role !== undefined,
};

const keyCheck: Check = {
  name: 'key',
  reason: 'key',
  status: 401,
  text: 'The key is missing or wrong; use the one that Deskside shows now.',
  passes: ({ role, values }, { keys }) =>
    role !== undefined && keys[role].matches(keyFromSubprotocols(offered(values))),
};

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
    text: 'Pages of this origin are not allowed; allow it in Deskside. Tools send no origin at all.',
    passes: ({ role, values }, { allowances }) => {
      if (role === 'tool') return values('origin').length === 0;
      const { origin } = pageOrigin(values, allowances);
      return origin !== undefined && allowances.admits(origin);
    },
  },
  keyCheck,
  {
    name: 'capacity',
    reason: 'capacity',
    status: 503,
    text: 'Too many connections; close some pages or tools.',
    passes: ({ role }, house) => role !== undefined && house.hasRoom(role),
  },
];

/** Whether a request to open a WebSocket is let in, and as what. */
export function admit(request: UpgradeRequest, house: House): Verdict {
  const role = roleOf(request.target);
  const values = (name: string): readonly string[] => headerValues(request.rawHeaders, name);
  const facts: Facts = { ...request, role, values };
  const failed = checks.find((check) => !check.passes(facts, house));
  const { origin, held } = pageOrigin(values, house.allowances);
  if (failed === undefined && role !== undefined) return { admitted: true, role, origin };
  const { name, reason, status, text } = failed ?? pathCheck;
  const keyMatches = keyCheck.passes(facts, house);
  const title = keyMatches && role === 'page' ? titleFromSubprotocols(offered(values)) : undefined;
  const claimed = origin ?? values('origin')[0];
  return {
    admitted: false,
    refused: { check: name, reason, status, text, role, origin: claimed, held, keyMatches, title },
  };
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

/**
 * The origin that decides about a page, and under which it goes from then on: its own, of which there must be exactly
 * one. The relay's own page, which any web site can hold in a frame, goes by whoever does. Its own script says who, which
 * that site can't change.
 */
function pageOrigin(values: Facts['values'], allowances: Allowances): { origin: string | undefined; held: boolean } {
  const origin = only(values('origin'));
  const holder = origin !== undefined && allowances.isOwn(origin) ? holderFromSubprotocols(offered(values)) : undefined;
  return holder === undefined || allowances.isOwn(holder) ? { origin, held: false } : { origin: holder, held: true };
}

function offered(values: Facts['values']): string[] {
  return (only(values('sec-websocket-protocol')) ?? '').split(',').map((name) => name.trim());
}

function only<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}
