/**
 * The messages between a widget's client library and Workspace, as `postMessage` carries them: plain objects, no
 * handshake. Source: `seen` by running the public client library.
 */

export const wireProtocolVersion = 2;
export const clientUserAgent = 'WWE Client';
export const serverUserAgent = 'WWE Server';

/** After this many milliseconds without a reply the client library gives up with the string 'Request timeout'. */
export const wireReplyTimeoutMs = 10_000;

/** Either side counts as Workspace's own if its user agent contains this. */
const userAgentMark = 'WWE';

/**
 * Among wire messages, the reply to a request, subscribe or unsubscribe; `errorMessage` present means failure. Never has
 * an `event` key.
 */
export type ReplyMessage = Readonly<Record<string, unknown>> & { readonly referenceId: string | number };

export function isReply(message: unknown): message is ReplyMessage {
  return (
    typeof message === 'object' && message !== null && 'referenceId' in message && isReferenceId(message.referenceId)
  );
}

/** Counted up as a string by the client library; Workspace echoes it. */
export function isReferenceId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Among wire messages, an event: `event` is what one subscribes to. */
export type EventMessage = Readonly<Record<string, unknown>> & { readonly event: string };

export function isEvent(message: unknown): message is EventMessage {
  return typeof message === 'object' && message !== null && 'event' in message && typeof message.event === 'string';
}

/** Whether `message` bears a user agent of Workspace or its client library. */
export function isWireMessage(message: unknown): message is Record<string, unknown> {
  return (
    typeof message === 'object' &&
    message !== null &&
    'userAgent' in message &&
    typeof message.userAgent === 'string' &&
    message.userAgent.includes(userAgentMark)
  );
}

/** Whether `message` is one of Workspace's side: a widget that holds frames may hear what these send to it, too. */
export function isWorkspaceMessage(message: unknown): message is Record<string, unknown> {
  return isWireMessage(message) && message.userAgent !== clientUserAgent;
}

/** A string that starts with this goes to `service.onMessage`. */
export const plainMessagePrefix = 'wwe';
