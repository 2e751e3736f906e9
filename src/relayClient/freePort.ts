import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports to look at; where so many are taken, something else is wrong. */
const attempts = 50;

/** The next port of this machine after `port` that nobody uses; undefined if there is none nearby. */
export async function freePortAfter(port: number): Promise<number | undefined> {
  for (let candidate = port + 1; candidate <= Math.min(port + attempts, 65_535); candidate++) {
    if (await isFree(candidate)) return candidate;
  }
  return undefined;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
