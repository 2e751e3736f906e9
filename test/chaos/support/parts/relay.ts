// The relay in a process of its own, with the keys and the port that it is told: what the extension host runs.
import { limits } from '../../../../src/protocol/limits';
import { startRelay } from '../../../../src/relay/relay';
import { follow, tell } from './told';

async function main(args: readonly string[]): Promise<void> {
  const [port = '', pageKey = '', toolKey = '', origin = '', pagePort = '', toolPort = '', heartbeatMs = ''] = args;
  // No user needs to set it, and no test wants to wait for it.
  if (heartbeatMs !== '') Reflect.set(limits, 'heartbeatMs', Number(heartbeatMs));
  const relay = await startRelay({
    port: Number(port),
    pageKey,
    toolKey,
    allowedOrigins: [origin],
    forwardedPorts: [Number(pagePort), Number(toolPort)],
    assetsFolder: 'none',
    log: (entry) => {
      if (entry.kind === 'failure') tell({ news: 'failure', text: entry.message });
      if (entry.kind === 'pageAway') tell({ news: 'away' });
    },
  });
  follow(() => tell({ news: 'weight', residentBytes: process.memoryUsage.rss() }));
  tell({ news: 'ready', port: relay.port });
}

void main(process.argv.slice(2));
