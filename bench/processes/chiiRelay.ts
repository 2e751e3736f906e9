// The relay of chii, on loopback alone. Argument: the folder in which chii is installed. It prints its port.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { join } from 'node:path';

interface Chii {
  start(options: { readonly server: Server }): Promise<void>;
}

function isChii(module: unknown): module is Chii {
  return typeof module === 'object' && module !== null && 'start' in module;
}

async function main(folder: string): Promise<void> {
  const chii: unknown = createRequire(join(folder, 'package.json'))('chii');
  if (!isChii(chii)) throw new Error('chii has no start()');
  const server = createServer();
  await chii.start({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : undefined }));
}

void main(process.argv[2] ?? '');
