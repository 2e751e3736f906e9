import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of 127.0.0.1 that nothing listens on at the moment: the preferred one where it is free. */
export async function freePort(preferred = 0): Promise<number> {
  try {
    return await tryPort(preferred);
  } catch {
    return tryPort(0);
  }
}

async function tryPort(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}
