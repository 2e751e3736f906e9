import type { ClientOptions, WebSocket } from 'ws';
import { byNumber, keyFromSubprotocols } from '../protocol/handshake';
import { KeepAlive } from '../protocol/connection/keepAlive';
import { limits } from '../protocol/limits';
import type { CertificateProblem } from './certificate';
import type { TransportEvents } from '../protocol/connection/transport';
import { endUnlessOpen } from './socket';
import type { OpenSocket, SocketFailure } from './socket';
import { certificateProblem } from './certificateProblem';
import { provenConnection, Unproven } from './provenConnection';
import type { ProvenConnection } from './provenConnection';

/**
 * Opens WebSockets with `ws`. It sends no Origin, as the relay wants it of tools. A relay on this machine first proves
 * that it has the key, since any program may have taken its port; with wss, the certificate says whose it is.
 */
export const openSocket: OpenSocket = (given, subprotocols, events) => {
  const url = byNumber(given);
  let socket: WebSocket | undefined;
  let closed = false;
  // Loaded with the first socket: it is a good part of the code, and Deskside may never be started.
  Promise.all([import('ws'), connectionFor(url, subprotocols)])
    .then(([ws, proven]) => {
      if (!closed) {
        socket = listenTo(new ws.WebSocket(url, [...subprotocols], optionsFor(proven)), events);
        return;
      }
      proven?.agent.destroy();
      events.ended({ kind: 'unreachable' });
    })
    .catch((error: unknown) => events.ended({ kind: error instanceof Unproven ? 'unproven' : 'unreachable' }));
  return {
    send: (text) => socket?.send(text),
    close: (code) => {
      closed = socket === undefined;
      socket?.close(code);
    },
  };
};

async function connectionFor(url: string, subprotocols: readonly string[]): Promise<ProvenConnection | undefined> {
  return url.startsWith('wss:') ? undefined : provenConnection(url, keyFromSubprotocols(subprotocols) ?? '');
}

/** Sends the handshake, and the key in it, over the proven connection or not at all. */
function over({ agent, socket }: ProvenConnection): ClientOptions {
  return {
    agent,
    finishRequest: (request) => {
      request.on('socket', (given) => {
        if (given === socket) request.end();
        else request.destroy(new Error('the connection that was proven has ended'));
      });
    },
  };
}

function optionsFor(proven: ProvenConnection | undefined): ClientOptions {
  return {
    ...(proven === undefined ? {} : over(proven)),
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
  };
}

/** @returns the socket, whose events are told from now on */
function listenTo(socket: WebSocket, events: TransportEvents<SocketFailure>): WebSocket {
  let refusedWith: number | undefined;
  let problem: CertificateProblem | undefined;
  let keepAlive: KeepAlive | undefined;
  endUnlessOpen(socket, limits.handshakeTimeoutMs);
  socket.on('open', () => {
    keepAlive = new KeepAlive(socket);
    events.opened();
  });
  socket.on('message', (data, isBinary) => {
    keepAlive?.heard();
    // The protocol knows text frames only; a binary one is taken as what it is, no message.
    events.message(isBinary || !Buffer.isBuffer(data) ? '' : data.toString());
  });
  socket.on('unexpected-response', (request, response) => {
    refusedWith = response.statusCode;
    request.destroy();
    socket.close();
  });
  // All else that went wrong shows in the close that follows.
  socket.on('error', (error) => {
    problem = certificateProblem(error);
  });
  socket.on('close', (code) => {
    keepAlive?.dispose();
    if (refusedWith !== undefined) events.ended({ kind: 'refused', status: refusedWith });
    else if (keepAlive !== undefined) events.ended({ kind: 'closed', code });
    else events.ended(problem === undefined ? { kind: 'unreachable' } : { kind: 'certificate', problem });
  });
  return socket;
}
