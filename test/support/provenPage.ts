import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What the page and the relay sign, as a stranger writes it from the protocol's description. */
export function signature(
  key: string,
  prover: 'page' | 'relay',
  host: string,
  nonces: { readonly page: string; readonly relay: string },
): string {
  const secret = createHash('sha256').update(key).digest();
  const text = `deskside.v2 ${prover}\n${host}\n${nonces.page}\n${nonces.relay}`;
  return createHmac('sha256', secret).update(text).digest('base64url');
}

export function newNonce(): string {
  return randomBytes(32).toString('base64url');
}

/** Makes on an open socket the page's proof, by the key for pages or that of the simulator. @throws if the relay has not the key */
export async function prove(
  socket: WebSocket,
  key: string,
  { host = new URL(socket.url).host, simulator = false } = {},
): Promise<void> {
  const nonce = newNonce();
  const params = { nonce, ...(simulator ? { simulator } : {}) };
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 'proof', method: 'challenge', params }));
  const [data] = (await Promise.race([
    once(socket, 'message'),
    once(socket, 'close').then(([code]) => Promise.reject(new Error(`closed with ${String(code)}`))),
  ])) as [Buffer];
  const { result } = JSON.parse(data.toString()) as { result?: { nonce: string; proof: string } };
  if (result === undefined) throw new Error(`no proof: ${data.toString()}`);
  const nonces = { page: nonce, relay: result.nonce };
  if (result.proof !== signature(key, 'relay', host, nonces)) throw new Error('the relay has not the key');
  const proof = signature(key, 'page', host, nonces);
  socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'prove', params: { proof } }));
}

/**
 * A page's WebSocket on which page and relay have proved their key, and nothing else was said.
 * @param url such as `ws://127.0.0.1:PORT/page`
 */
export async function openProvenPage(url: string, key: string, origin: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'deskside.v2', { origin, perMessageDeflate: false });
  await once(socket, 'open');
  await prove(socket, key);
  return socket;
}

/** Answers a page's challenge as a relay that has this key. @param proven hears when the page has sent its proof */
export function answerChallenge(
  socket: WebSocket,
  key: string,
  host: string,
  proven: () => void = () => undefined,
): void {
  socket.once('message', (data: Buffer) => {
    const { id, params } = JSON.parse(data.toString()) as { id: number; params: { nonce: string } };
    const nonces = { page: params.nonce, relay: newNonce() };
    const result = { nonce: nonces.relay, proof: signature(key, 'relay', host, nonces) };
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, result }));
    socket.once('message', proven);
  });
}
