import type { Role } from '../protocol/handshake';
import type { RefusalReason } from '../protocol/messages';

/** What happens in a relay, for whoever keeps a log. No entry holds a key or what a record carries. */
export type LogEntry =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'assetsMissing'; readonly folder: string }
  /** A page loads the bridge's script. */
  | { readonly kind: 'bridgeServed' }
  | {
      readonly kind: 'refused';
      readonly role: Role | undefined;
      readonly reason: RefusalReason;
      readonly check: string;
      readonly status: number;
      /** What was claimed; text by strangers. */
      readonly origin: string | undefined;
    }
  /** So many more were refused than were logged one by one. */
  | { readonly kind: 'moreRefused'; readonly count: number }
  | { readonly kind: 'toolOpened'; readonly name: string }
  | { readonly kind: 'toolClosed'; readonly name: string }
  | { readonly kind: 'pageOpened'; readonly page: string; readonly epoch: number; readonly origin: string }
  | { readonly kind: 'pageAway'; readonly page: string }
  | { readonly kind: 'pageClosed'; readonly page: string }
  | { readonly kind: 'originAllowed'; readonly origin: string }
  | { readonly kind: 'originsForgotten' }
  | { readonly kind: 'portAllowed'; readonly port: number }
  /** The relay closed a connection because of what it did, or did not do. */
  | { readonly kind: 'cut'; readonly role: Role; readonly code: number; readonly reason: string }
  /** A connection broke the rules of WebSocket itself: too large a frame, bad UTF-8. */
  | { readonly kind: 'broken'; readonly role: Role; readonly message: string }
  /** Something that should not happen. */
  | { readonly kind: 'failure'; readonly message: string };

export type Log = (entry: LogEntry) => void;

type Kind = LogEntry['kind'];
type EntryOf<K extends Kind> = Extract<LogEntry, { kind: K }>;

const texts: { readonly [K in Kind]: (entry: EntryOf<K>) => string } = {
  listening: ({ port }) => `listening on 127.0.0.1:${port}`,
  assetsMissing: ({ folder }) => `there is nothing to serve in ${folder}; build Deskside first`,
  bridgeServed: () => 'served the script of the bridge',
  refused: ({ role, reason, check, status, origin }) =>
    `refused ${role ?? 'a stranger'} with ${status} for its ${reason} (${check})` +
    (origin === undefined ? '' : `, origin ${quoted(origin)}`),
  moreRefused: ({ count }) => `refused ${count} more`,
  toolOpened: ({ name }) => `tool ${quoted(name)} connected`,
  toolClosed: ({ name }) => `tool ${quoted(name)} left`,
  pageOpened: ({ page, epoch, origin }) => `page ${page} of ${quoted(origin)} connected, epoch ${epoch}`,
  pageAway: ({ page }) => `page ${page} is away`,
  pageClosed: ({ page }) => `page ${page} left`,
  originAllowed: ({ origin }) => `pages of ${origin} may connect now`,
  originsForgotten: () => 'pages of no origin but its own may connect now',
  portAllowed: ({ port }) => `port ${port} is forwarded to it`,
  cut: ({ role, code, reason }) => `closed a ${role} with ${code}: ${quoted(reason)}`,
  broken: ({ role, message }) => `lost a ${role}: ${quoted(message)}`,
  failure: ({ message }) => `something went wrong: ${quoted(message)}`,
};

/** An entry as one line of text. What strangers sent is quoted and shortened. */
export function logText(entry: LogEntry): string {
  return textOf(entry.kind, entry);
}

function textOf<K extends Kind>(kind: K, entry: EntryOf<K>): string {
  return texts[kind](entry);
}

/** Characters that are not seen but do something: line ends, terminal sequences, changes of direction. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200)).replace(unseen, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
  });
}
