import * as v from 'valibot';
import { keyForm } from '../../base/base64url';
import { loopbackNames, rolePaths } from '../../protocol/handshake';

/** Where a relay is, as the user gave it. */
export interface GivenRelay {
  /** The WebSocket address for tools. */
  readonly url: string;
  readonly toolKey?: string;
  readonly pageKey?: string;
}

/** Whose the relay in use is: this window's, another window's, which has the same keys, or somebody else's. */
export type RelayOwner = 'here' | 'otherWindow' | 'elsewhere';

const keySchema = v.pipe(v.string(), v.trim(), v.regex(keyForm));
/** The line that `deskside serve --json` begins with. */
const announcementSchema = v.object({ relay: v.string(), toolKey: keySchema, pageKey: v.optional(keySchema) });

const socketProtocols: Readonly<Record<string, string>> = {
  'ws:': 'ws:',
  'http:': 'ws:',
  'wss:': 'wss:',
  'https:': 'wss:',
};

/**
 * Reads what the user typed or pasted: an address, with or without path, or the line of `deskside serve --json`.
 * @returns what is wrong with it instead, as a sentence
 */
export function readRelayAddress(text: string): GivenRelay | { readonly problem: string } {
  const announced = readAnnouncement(text);
  const given = announced?.relay ?? text.trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const protocol = socketProtocols[url?.protocol ?? ''];
  if (url === undefined || protocol === undefined) {
    return { problem: 'Type an address such as ws://127.0.0.1:23375, or paste what deskside serve --json printed.' };
  }
  if (protocol === 'ws:' && !loopbackNames.includes(url.hostname)) {
    return {
      problem: 'A relay on another machine needs wss://, since the key and customers\u2019 data cross the network.',
    };
  }
  return {
    url: `${protocol}//${url.host}${rolePaths.tool}`,
    ...(announced === undefined ? {} : { toolKey: announced.toolKey }),
    ...(announced?.pageKey === undefined ? {} : { pageKey: announced.pageKey }),
  };
}

/** Reads a key that the user typed or pasted, or says what is wrong with it. */
export function readKey(text: string): { readonly value: string } | { readonly problem: string } {
  const key = v.safeParse(keySchema, text);
  return key.success ? { value: key.output } : { problem: 'A key has 43 letters, digits, - and _. Copy it whole.' };
}

/** Whether a relay's WebSocket address is one of this machine. */
export function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && loopbackNames.includes(new URL(url).hostname);
}

function readAnnouncement(text: string): v.InferOutput<typeof announcementSchema> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const result = v.safeParse(announcementSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
