import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { cacheDir } from './paths';
import { SetupError } from './say';
import type { Suite, TestHost } from './testHost';

/** The VS Code to use: a version, which is downloaded into the cache, or one that is installed. */
type Which = { readonly version: string } | { readonly executable: string };

/** VS Code for the desktop. */
export function electronHost(reason: string, which: Which): TestHost {
  const name = `VS Code for the desktop, ${'version' in which ? which.version : which.executable}`;
  return { name, reason, runSuite: (suite) => runSuite(suite, which) };
}

async function runSuite(suite: Suite, which: Which): Promise<void> {
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
      ...('version' in which ? which : { vscodeExecutablePath: which.executable }),
    });
    await Promise.race([code, tooLate]);
  } finally {
    clearTimeout(timer);
    await rm(userData, { recursive: true, force: true });
  }
}
