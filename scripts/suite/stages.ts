import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../hosts/chromium';
import { chooseHost } from '../hosts/chooseHost';
import { cacheDir, root } from '../hosts/paths';
import { npm, run } from '../hosts/processes';
import { describeError, say } from '../hosts/say';
import { realHostRetries } from './retries';
import { Results } from './results';
import { resultsVariable } from './resultLines';
import { onePassed } from './tally';
import type { Tally } from './tally';

/** One part of `npm test`. */
export interface Stage {
  /** How one asks for it alone. */
  readonly name: string;
  readonly heading: string;
  /** It waits for nothing and nothing waits for it, so it runs beside the others. */
  readonly beside?: true;
  /** @throws if it can't be run: that counts as one failure */
  run(): Promise<Tally>;
}

const minute = 60_000;

export const stages: readonly Stage[] = [
  { name: 'lint', heading: 'Format and lint', beside: true, run: () => script('lint') },
  { name: 'types', heading: 'Type check', beside: true, run: () => script('types') },
  {
    name: 'unit',
    heading: 'Unit tests in plain Node',
    run: () => plainNode('unit', { timeoutMs: 20_000, retries: 0 }),
  },
  { name: 'build', heading: 'Build', run: () => script('build') },
  { name: 'browser', heading: 'Bridge and simulator in Chromium', run: () => inChromium('browser') },
  {
    name: 'chaos',
    heading: 'Relay, tool and page as processes that are killed and frozen',
    run: () => plainNode('chaos', { timeoutMs: 3 * minute, retries: 0 }),
  },
  { name: 'vscode', heading: 'The extension in VS Code', run: vscodeSuite },
  { name: 'e2e', heading: 'The package, end to end', run: endToEnd },
];

/** A script of package.json that passes or fails as a whole. What it writes is shown if it fails. */
async function script(name: string): Promise<Tally> {
  await run(npm, ['run', '--silent', name], { cwd: root, timeoutMs: 15 * minute });
  return onePassed;
}

/** The test files of test/`folder`, in a Node process of their own. */
async function plainNode(
  folder: string,
  { timeoutMs, retries }: { readonly timeoutMs: number; readonly retries: number },
): Promise<Tally> {
  const results = await Results.open(folder);
  const main = join(root, 'scripts', 'suite', 'plainNode.ts');
  return results.close(
    await problemOf(
      run(process.execPath, ['--import', 'tsx', main, join(root, 'test', folder), `${timeoutMs}`, `${retries}`], {
        cwd: root,
        env: { ...process.env, [resultsVariable]: results.file },
        show: true,
        timeoutMs: 15 * minute,
      }),
    ),
  );
}

async function inChromium(folder: string): Promise<Tally> {
  const { whole, quick } = await ensureChromium();
  say(`Chromium: ${whole}; for what needs nothing but pages: ${quick}`);
  return plainNode(folder, { timeoutMs: minute, retries: realHostRetries });
}

async function vscodeSuite(): Promise<Tally> {
  const host = await chooseHost();
  say(`host: ${host.name}, since ${host.reason}`);
  await run(process.execPath, ['esbuild.mjs', '--suite'], { cwd: root, show: true });
  const { whole } = await ensureChromium();
  const workspace = join(cacheDir, 'suite-workspace');
  await mkdir(workspace, { recursive: true });
  const results = await Results.open('vscode');
  return results.close(
    await problemOf(
      host.runSuite({
        extension: root,
        entry: join(cacheDir, 'suite', 'index.js'),
        workspace,
        // Some tests debug a browser of their own.
        env: { [resultsVariable]: results.file, CHROMIUM_EXECUTABLE: whole },
        log: join(cacheDir, 'results', 'vscode.log'),
        timeoutMs: 10 * minute,
      }),
    ),
  );
}

async function endToEnd(): Promise<Tally> {
  await run(npm, ['run', '--silent', 'package'], { cwd: root, show: true, timeoutMs: 2 * minute });
  return inChromium('e2e');
}

async function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}
