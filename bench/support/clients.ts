import { once } from 'node:events';
import { WebSocket } from 'ws';
import { openProvenPage } from '../../test/support/provenPage';

/** A page that has said hello to a relay. It is one of the relay's own origin, as the simulated Workspace is. */
export async function openPage(url: string, key: string, page: string): Promise<WebSocket> {
  const { host } = new URL(url);
  const socket = await openProvenPage(url, key, `http://${host}`);
  const identity = { page, epoch: 1, title: 'Benchmark', location: `http://${host}/`, place: 'simulator' };
  return greet(socket, { version: 2, ...identity, bridge: 'benchmark' });
}

/** A tool that has said hello to a relay. */
export async function openTool(url: string, key: string): Promise<WebSocket> {
  const socket = new WebSocket(url, ['deskside.v2', `key.${key}`], { perMessageDeflate: false });
  await once(socket, 'open');
  return greet(socket, { version: 2, name: 'benchmark' });
}

async function greet(socket: WebSocket, hello: object): Promise<WebSocket> {
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'hello', params: hello }));
  await once(socket, 'message');
  return socket;
}
