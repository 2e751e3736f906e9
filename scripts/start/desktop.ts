import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from '../hosts/chooseHost';
import { root } from '../hosts/paths';
import { findOnPath, run } from '../hosts/processes';
import { say, SetupError } from '../hosts/say';
import { sampleFolder } from './sampleFolder';
import { writeStarter } from './starterFolder';
import { sayReport, VsCodeWindows } from './vsCodeWindows';

const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];

/** Where the user's VS Code is, or why it can open no window here. */
export async function findDesktop(): Promise<{ readonly code: string } | { readonly obstacle: string }> {
  const code = await findOnPath(names);
  if (code === undefined) return { obstacle: 'there is no `code` on the PATH' };
  if (!hasDisplay()) return { obstacle: 'there is no display' };
  return process.getuid?.() === 0 ? { obstacle: 'VS Code opens no window for root' } : { code };
}

/**
 * Opens a window of the user's own VS Code; returns when it is closed or `interrupted`.
 * @param code VS Code's command
 * @throws SetupError if it does not open
 */
export async function startDesktop(code: string, interrupted: AbortSignal): Promise<void> {
  const starter = await mkdtemp(join(tmpdir(), 'deskside-starter-'));
  const windows = await VsCodeWindows.listen(sayReport);
  try {
    await writeStarter(starter, windows.address);
    say(`opening a window of ${code}`);
    const folders = [root, starter].map((folder) => `--extensionDevelopmentPath=${folder}`);
    await run(code, ['--new-window', ...folders, await sampleFolder()], { timeoutMs: 60_000 });
    if (!(await Promise.race([windows.opened(60_000), once(interrupted, 'abort').then(() => true)]))) {
      throw new SetupError('VS Code opened no window within a minute: see what `code --verbose` says.');
    }
    say('Ctrl-C here closes the window');
    await Promise.race([windows.allClosed(), once(interrupted, 'abort')]);
  } finally {
    windows.close();
    await rm(starter, { recursive: true, force: true });
  }
}
