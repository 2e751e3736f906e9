import { Agent, ClientRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCode } from '../base/guards';
import { httpPaths } from '../protocol/handshake';
import { KeyCheck } from './keys';
import { newNonce, proofText } from './proof';

/** A relay answers at once, unless the program that runs it is busy. */
const proofTimeoutMs = 1500;
/** A proof has 43 characters; a stranger may send without end. */
const longestProof = 100;

/** What answers did not prove that it has the key. */
export class Unproven extends Error {
  override readonly name = 'Unproven';
}

/** A connection on which a relay proved that it has the key. */
export interface ProvenConnection {
  readonly socket: Duplex;
  /** Makes the next request on it. If it has ended by then, the agent opens another: look before anything is sent. */
  readonly agent: Agent;
}

/**
 * Opens a connection to a relay and lets it prove that it has the key, without showing it the key.
 * @param url a WebSocket address of the relay, without TLS
 * @throws Unproven, or the error of a connection on which nothing was answered
 */
export async function provenConnection(url: string, key: string): Promise<ProvenConnection> {
  const nonce = newNonce();
  const address = new URL(`${httpPaths.proof}?nonce=${nonce}`, url.replace(/^ws/, 'http'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const expected = new KeyCheck(key).sign(proofText(address.host, nonce));
    const { socket, text } = await answerOf(address, agent);
    if (expected === undefined || text !== expected) throw new Unproven();
    return { socket, agent };
  } catch (error) {
    agent.destroy();
    throw isNoHttp(error) ? new Unproven() : error;
  }
}

/** @returns the text of the answer, undefined if it is no proof */
async function answerOf(address: URL, agent: Agent): Promise<{ socket: Duplex; text: string | undefined }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port, pathname, search } = address;
    const signal = AbortSignal.timeout(proofTimeoutMs);
    // Not by the function `request`, which VS Code replaces by one that takes an agent of its own, for its proxy settings.
    const request = new ClientRequest({ hostname, port, path: pathname + search, agent, signal }, resolve);
    request.on('error', reject);
    // No proof is given so. Node tells of an upgrade by no other event, and of a connection that ends by none but `close`.
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(new Unproven());
    });
    request.on('close', () => reject(new Error('the connection ended without an answer')));
    request.end();
  });
  const { socket } = response;
  response.setEncoding('latin1');
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > longestProof) return { socket, text: undefined };
  }
  return { socket, text: response.statusCode === 200 ? text.trim() : undefined };
}

/** Whether what came was no HTTP. */
function isNoHttp(error: unknown): boolean {
  return String(errorCode(error)).startsWith('HPE_');
}
