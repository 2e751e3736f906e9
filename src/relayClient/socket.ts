import type { WebSocket } from 'ws';
import type { Transport, TransportEvents } from '../protocol/connection/transport';
import type { CertificateProblem } from './certificate';

/** Why a WebSocket to a relay did not open. */
export type SocketFailure = { readonly code?: undefined } &
  /** The relay answered the handshake with an HTTP status instead. */
  (
    | { readonly kind: 'refused'; readonly status: number }
    /** What answered did not prove that it has the key, and was not shown it. */
    | { readonly kind: 'unproven' }
    /** What answered has a certificate that is not accepted, and was not shown the key. */
    | { readonly kind: 'certificate'; readonly problem: CertificateProblem }
    /** Nothing answered. */
    | { readonly kind: 'unreachable' }
  );

/** Opens a WebSocket to a relay; see `OpenTransport` for what is told when. */
export type OpenSocket = (
  url: string,
  subprotocols: readonly string[],
  events: TransportEvents<SocketFailure>,
) => Transport;

/**
 * Ends a socket that is not open after so many milliseconds. The timeout of `ws` is not enough: it begins anew with each
 * answer that says only to go on waiting (1xx).
 */
export function endUnlessOpen(socket: WebSocket, ms: number): void {
  socket.once('open', endUnlessStopped(socket, ms));
}

/** Ends a socket after so many milliseconds, unless the function that it returns is called before. */
export function endUnlessStopped(socket: WebSocket, ms: number): () => void {
  const tooLate = setTimeout(() => socket.terminate(), ms);
  const stop = () => clearTimeout(tooLate);
  socket.once('close', stop);
  return stop;
}
