import { beginningOf } from '../base/text/beginningOf';
import { oneLine } from '../base/text/oneLine';
import type { Role } from '../protocol/handshake';
import type { RefusalReason } from '../protocol/messages';

/** What happens in a relay, for its log. No entry holds a key or what a record carries. */
export type RelayLogEntry =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'assetsMissing'; readonly folder: string }
  /** A page loads the bridge's script. */
  | { readonly kind: 'bridgeServed' }
  /** A page of another origin asked for it in a way that makes browsers keep it from the page; the origin is a claim. */
  | { readonly kind: 'bridgeBlocked'; readonly origin: string }
  | {
      readonly kind: 'refused';
      readonly role: Role | undefined;
      readonly reason: RefusalReason;
      readonly check: string;
      readonly status: number;
      /** What was claimed; text by strangers. */
      readonly origin: string | undefined;
    }
  /** Strangers did so much more than was logged one by one. */
  | { readonly kind: 'moreOfStrangers'; readonly count: number }
  | { readonly kind: 'toolOpened'; readonly name: string }
  | { readonly kind: 'toolClosed'; readonly name: string }
  | { readonly kind: 'pageOpened'; readonly page: string; readonly epoch: number; readonly origin: string }
  | { readonly kind: 'pageAway'; readonly page: string }
  | { readonly kind: 'pageClosed'; readonly page: string }
  | { readonly kind: 'originAllowed'; readonly origin: string }
  /** All, where none is named. */
  | { readonly kind: 'originsForgotten'; readonly origin?: string }
  | { readonly kind: 'portAllowed'; readonly port: number }
  /** The relay closed a connection because of what it did, or did not do. */
  | { readonly kind: 'cut'; readonly role: Role; readonly code: number; readonly reason: string }
  /** A connection broke the rules of WebSocket itself: too large a frame, bad UTF-8. */
  | { readonly kind: 'broken'; readonly role: Role; readonly message: string }
  /** Something that should not happen. */
  | { readonly kind: 'failure'; readonly message: string };

export type Log = (entry: RelayLogEntry) => void;

type Kind = RelayLogEntry['kind'];
type EntryOf<K extends Kind> = Extract<RelayLogEntry, { kind: K }>;

const texts: { readonly [K in Kind]: (entry: EntryOf<K>) => string } = {
  listening: ({ port }) => `listening on 127.0.0.1:${port}`,
  assetsMissing: ({ folder }) => `there is nothing to serve in ${folder}; build Deskside first`,
  bridgeServed: () => 'served the script of the bridge',
  bridgeBlocked: ({ origin }) =>
    `a page of ${quoted(origin)} asks for the script of the bridge as a module, or with crossorigin, and browsers do not run it then: use the script tag as it was copied`,
  refused: ({ role, reason, check, status, origin }) =>
    `refused ${role ?? 'a stranger'} with ${status} for its ${reason} (${check})` +
    (origin === undefined ? '' : `, origin ${quoted(origin)}`),
  moreOfStrangers: ({ count }) => `left out ${count} lines more about strangers`,
  toolOpened: ({ name }) => `tool ${quoted(name)} connected`,
  toolClosed: ({ name }) => `tool ${quoted(name)} left`,
  pageOpened: ({ page, epoch, origin }) => `page ${page} of ${quoted(origin)} connected, epoch ${epoch}`,
  pageAway: ({ page }) => `page ${page} is away`,
  pageClosed: ({ page }) => `page ${page} left`,
  originAllowed: ({ origin }) => `pages of ${origin} may connect now`,
  originsForgotten: ({ origin }) =>
    `pages of ${origin === undefined ? 'no origin but its own may connect now' : `${origin} may connect no more`}`,
  portAllowed: ({ port }) => `port ${port} is forwarded to it`,
  cut: ({ role, code, reason }) => `closed a ${role} with ${code}: ${quoted(reason)}`,
  broken: ({ role, message }) => `lost a ${role}: ${quoted(message)}`,
  failure: ({ message }) => `something went wrong: ${quoted(message)}`,
};

/** An entry as one line of text. What strangers sent is quoted and shortened. */
export function logText(entry: RelayLogEntry): string {
  return textOf(entry.kind, entry);
}

function textOf<K extends Kind>(kind: K, entry: EntryOf<K>): string {
  return texts[kind](entry);
}

/** Characters that are not seen but do something: line ends, terminal sequences, changes of direction, fillers. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function quoted(text: string): string {
  const escaped = JSON.stringify(beginningOf(text, 200)).replace(unseen, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
  });
  return oneLine(escaped, escaped.length);
}
