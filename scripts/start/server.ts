import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../hosts/paths';
import { freePort } from '../hosts/freePort';
import { say, SetupError } from '../hosts/say';
import { VsCodeServer } from '../hosts/vscodeServer';
import { defaultPort } from '../../src/protocol/handshake';
import { sampleFolder } from './sampleFolder';
import { writeStarter } from './starterFolder';
import { sayReport, VsCodeWindows } from './vsCodeWindows';

/**
 * Runs VS Code's server with the extension and prints the address to open; returns when `interrupted`.
 * @throws SetupError if the server does not start or ends by itself
 */
export async function startServer(interrupted: AbortSignal): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskside-start-'));
  const windows = await VsCodeWindows.listen(sayReport);
  try {
    const extensions = join(dataDir, 'extensions');
    await mkdir(extensions);
    // A link, so that a build is in effect as soon as the page is loaded again.
    await symlink(root, join(extensions, 'deskside.deskside'));
    await writeStarter(join(extensions, 'deskside.deskside-starter'), windows.address);
    const relayPort = await freePort(defaultPort);
    if (relayPort !== defaultPort) say(`port ${defaultPort} is in use: the relay will get ${relayPort}`);
    const settings = { 'deskside.port': relayPort };
    const server = await VsCodeServer.start({ dataDir, settings, opened: { folder: await sampleFolder() } });
    try {
      console.log(openingAdvice(server, relayPort));
      await Promise.race([server.ended(), once(interrupted, 'abort')]);
      if (!interrupted.aborted) throw new SetupError("VS Code's server has ended by itself.");
    } finally {
      await server.stop();
    }
  } finally {
    windows.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function openingAdvice(server: VsCodeServer, relayPort: number): string {
  const tunnels = [server.port, relayPort].map((port) => `-L ${port}:127.0.0.1:${port}`).join(' ');
  const distant = `From another machine, first: ssh ${tunnels} ${hostname()}\n`;
  return `\n${process.env.SSH_CONNECTION === undefined ? '' : distant}Open ${server.address()}\nCtrl-C here stops it.\n`;
}
