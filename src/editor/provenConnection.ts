import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { httpPaths } from '../protocol/handshake';
import { KeyCheck } from '../relay/keys';
import { newNonce, proofText } from '../relay/proof';

/** A relay answers at once, unless the program that runs it is busy. */
const proofTimeoutMs = 1500;
/** A proof has 43 characters; a stranger may send without end. */
const longestProof = 100;

/** What answers did not prove that it has the key. */
export class Unproven extends Error {
  override readonly name = 'Unproven';
}

/** Makes one connection and no other, so that what is asked one after the other is asked of the same program. */
class OneConnection extends Agent {
  #made = false;

  constructor() {
    super({ keepAlive: true, maxSockets: 1 });
  }

  override createConnection(...[options, callback]: Parameters<Agent['createConnection']>) {
    if (this.#made) {
      callback?.(new Error('the connection that was proven has ended'), new Socket());
      return undefined;
    }
    this.#made = true;
    return super.createConnection(options, callback);
  }
}

/**
 * Opens a connection to a relay and lets it prove that it has the key, without showing it the key.
 * @param url a WebSocket address of the relay, without TLS
 * @returns an agent whose only connection is the proven one; destroy it if it is not used
 * @throws Unproven, or the error of a connection on which nothing was answered
 */
export async function provenConnection(url: string, key: string): Promise<Agent> {
  const nonce = newNonce();
  const address = new URL(`${httpPaths.proof}?nonce=${nonce}`, url.replace(/^ws/, 'http'));
  const agent = new OneConnection();
  try {
    const expected = new KeyCheck(key).sign(proofText(address.host, nonce));
    if (expected === undefined || (await answerOf(address, agent)) !== expected) throw new Unproven();
    return agent;
  } catch (error) {
    agent.destroy();
    throw isNoHttp(error) ? new Unproven() : error;
  }
}

/** @returns the text of the answer, or undefined if it is no proof */
async function answerOf(address: URL, agent: Agent): Promise<string | undefined> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(address, { agent, signal: AbortSignal.timeout(proofTimeoutMs) }, resolve)
      .on('error', reject)
      .end();
  });
  response.setEncoding('latin1');
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > longestProof) return undefined;
  }
  return response.statusCode === 200 ? text.trim() : undefined;
}

/** Whether what came was no HTTP. */
function isNoHttp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('HPE_');
}
