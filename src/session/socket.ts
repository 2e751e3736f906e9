import type { CertificateProblem } from './certificate';

/** How a connection ended, or why it never began. */
export type SocketEnd =
  /** The relay answered the handshake with an HTTP status instead. */
  | { readonly kind: 'refused'; readonly status: number }
  /** What answered did not prove that it has the key, and was not shown it. */
  | { readonly kind: 'unproven' }
  /** What answered has a certificate that is not accepted, and was not shown the key. */
  | { readonly kind: 'certificate'; readonly problem: CertificateProblem }
  /** Nothing answered. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };

/** What a socket tells its owner: opened at most once, then messages, and ended exactly once. */
export interface SocketEvents {
  opened(): void;
  message(text: string): void;
  ended(end: SocketEnd): void;
}

/** An open or opening WebSocket, as far as a session needs it. */
export interface SocketLike {
  send(text: string): void;
  /** Closes it; `ended` still follows. */
  close(): void;
}

/** Opens a WebSocket; everything that happens, failure too, is told through `events` and never from within the call. */
export type OpenSocket = (url: string, subprotocols: readonly string[], events: SocketEvents) => SocketLike;
