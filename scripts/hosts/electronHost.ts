import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { cacheDir } from './paths';
import { SetupError } from './say';
import type { Suite, TestHost } from './testHost';

/**
 * VS Code for the desktop.
 * @param executable the VS Code to use; without one the newest is downloaded into the cache
 */
export function electronHost(reason: string, executable?: string): TestHost {
  const name = executable === undefined ? 'VS Code for the desktop, newest' : `VS Code for the desktop, ${executable}`;
  return { name, reason, runSuite: (suite) => runSuite(suite, executable) };
}

async function runSuite(suite: Suite, executable: string | undefined): Promise<void> {
  // Not in the cache: VS Code puts a socket there, whose path must be short.
  const userData = await mkdtemp(join(tmpdir(), 'deskside-'));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SetupError(`The suite took longer than ${suite.timeoutMs / 1000} s.`)),
      suite.timeoutMs,
    );
  });
  try {
    const code = runTests({
      cachePath: join(cacheDir, 'vscode'),
      extensionDevelopmentPath: suite.extension,
      extensionTestsPath: suite.entry,
      extensionTestsEnv: suite.env,
      launchArgs: [suite.workspace, `--user-data-dir=${userData}`, `--extensions-dir=${join(userData, 'extensions')}`],
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    });
    await Promise.race([code, tooLate]);
  } finally {
    clearTimeout(timer);
    await rm(userData, { recursive: true, force: true });
  }
}
