import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A page that has said hello to a relay. It is one of the relay's own origin, as the simulated Workspace is. */
export async function openPage(url: string, key: string, page: string): Promise<WebSocket> {
  const { host } = new URL(url);
  const hello = { version: 1, page, epoch: 1, title: 'Benchmark', location: `http://${host}/`, place: 'simulator' };
  return open(new WebSocket(url, offered(key), { perMessageDeflate: false, origin: `http://${host}` }), {
    ...hello,
    bridge: 'benchmark',
  });
}

/** A tool that has said hello to a relay. */
export async function openTool(url: string, key: string): Promise<WebSocket> {
  return open(new WebSocket(url, offered(key), { perMessageDeflate: false }), { version: 1, name: 'benchmark' });
}

function offered(key: string): string[] {
  return ['deskside.v1', `key.${key}`];
}

async function open(socket: WebSocket, hello: object): Promise<WebSocket> {
  await once(socket, 'open');
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'hello', params: hello }));
  await once(socket, 'message');
  return socket;
}
