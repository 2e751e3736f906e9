// The relay without its fast path: every frame is parsed and checked. It prints what `deskside serve --json` prints.
// `bench/forwarding.ts` measures the relay against it.
import { join } from 'node:path';
import { parsingFrameReader } from '../../src/relay/fastPath/frameReader';
import { startRelay } from '../../src/relay/relay';
import { newKey } from '../../src/relayClient/keys';

async function main(folder: string): Promise<void> {
  const keys = { pageKey: newKey(), toolKey: newKey() };
  const { port } = await startRelay({
    port: 0,
    ...keys,
    assetsFolder: join(folder, 'dist/web'),
    newReader: () => parsingFrameReader,
  });
  console.log(JSON.stringify({ relay: `ws://127.0.0.1:${port}/tool`, ...keys }));
}

void main(process.argv[2] ?? '');
