import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { launchChromium } from './chromium';
import { startInDevelopment } from './developmentOptions';
import { root } from './paths';
import { say, SetupError } from './say';
import type { Suite, TestHost } from './testHost';
import type { VsCodeRelease } from './vscodeReleases';
import { VsCodeServer } from './vscodeServer';

/** VS Code's server with its workbench in Chromium. */
export function serverHost(reason: string, { vscode }: VsCodeRelease): TestHost {
  return { name: `VS Code's server ${vscode} with Chromium`, reason, runSuite };
}

async function runSuite(suite: Suite): Promise<void> {
  say(`what VS Code itself has to say goes to ${relative(root, suite.log)}`);
  const dataDir = await mkdtemp(join(tmpdir(), 'deskside-'));
  const log: string[] = [];
  const server = await VsCodeServer.start({ dataDir, env: suite.env, onOutput: (text) => log.push(text) });
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const exited = new Promise<number>((resolve, reject) => {
        setTimeout(
          () => reject(new SetupError(`The suite took longer than ${suite.timeoutMs / 1000} s.`)),
          suite.timeoutMs,
        ).unref();
        page.once('crash', () => reject(new SetupError('The page with the workbench crashed.')));
        void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      });
      await page.exposeFunction('codeAutomationLog', (type: string, parts: readonly unknown[]) => {
        log.push(
          `[${type}] ${parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}\n`,
        );
      });
      await startInDevelopment(page, {
        extensions: [server.remotePath(suite.extension)],
        extensionTestsPath: server.remotePath(suite.entry),
      });
      await page.goto(server.address({ folder: suite.workspace }));
      const code = await exited;
      if (code !== 0) throw new SetupError(`VS Code ended the suite with code ${code}.`);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    await writeFile(suite.log, log.join(''));
    await rm(dataDir, { recursive: true, force: true });
  }
}
