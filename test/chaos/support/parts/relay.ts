// The relay in a process of its own, with the keys and the port that it is told: what the extension host runs.
import { startRelay } from '../../../../src/relay/relay';
import { follow, tell } from './told';

async function main([port = '', pageKey = '', toolKey = '', origin = '']: readonly string[]): Promise<void> {
  const relay = await startRelay({
    port: Number(port),
    pageKey,
    toolKey,
    allowedOrigins: [origin],
    assetsFolder: 'none',
    log: (entry) => {
      if (entry.kind === 'failure') tell({ news: 'failure', text: entry.message });
    },
  });
  follow(() => tell({ news: 'weight', residentBytes: process.memoryUsage.rss() }));
  tell({ news: 'ready', port: relay.port });
}

void main(process.argv.slice(2));
