import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../hosts/chromium';
import { chooseHost } from '../hosts/chooseHost';
import { cacheDir, root } from '../hosts/paths';
import { npm, run } from '../hosts/processes';
import { describeError, SetupError } from '../hosts/say';
import { buildPackageForTests } from './builtPackage';
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
  /** It tries the package or parts of it, which is built before. */
  readonly needsPackage?: true;
  /**
   * @param write takes what it has to say, line by line
   * @throws if it can't be run: that counts as one failure
   */
  run(write: Write): Promise<Tally>;
}

/** Takes lines for the user. */
export type Write = (text: string) => void;

const minute = 60_000;
/** Of one test outside of VS Code. */
const testTimeoutMs = 3 * minute;
/** Of a stage, which is given up then: on a machine that has more to do than this it takes many times as long. */
const stageTimeoutMs = 40 * minute;

const buildName = 'build';

const lint: Stage = { name: 'lint', heading: 'Format and lint', beside: true, run: () => script('lint') };
const types: Stage = { name: 'types', heading: 'Type check', beside: true, run: () => script('types') };
const unit: Stage = {
  name: 'unit',
  heading: 'Unit tests in plain Node',
  run: (write) => plainNode('unit', write),
};

/** What can be run after each small change. */
export const quickStages: readonly Stage[] = [{ ...lint, run: () => script('lint:cached') }, types, unit];

export const stages: readonly Stage[] = [
  lint,
  types,
  unit,
  {
    name: buildName,
    heading: 'The package',
    run: async () => {
      await buildPackageForTests();
      return onePassed;
    },
  },
  {
    name: 'integration',
    heading: 'Sockets, processes, compilers and large inputs in plain Node',
    needsPackage: true,
    run: (write) => plainNode('integration', write),
  },
  {
    name: 'browser',
    heading: 'Bridge and simulator in Chromium',
    needsPackage: true,
    run: (write) => inChromium('browser', write),
  },
  {
    name: 'chaos',
    heading: 'Relay, tool and page as processes that are killed and frozen',
    // It waits most of the time.
    beside: true,
    run: (write) => inChromium('chaos', write, 1),
  },
  { name: 'vscode', heading: 'The extension in VS Code', needsPackage: true, run: vscodeSuite },
  {
    name: 'e2e',
    heading: 'The package, end to end',
    needsPackage: true,
    run: (write) => inChromium('e2e', write),
  },
];

/**
 * The stages of these names, in the order in which they run; all of them where none is named. What needs the package has it
 * built before.
 * @throws SetupError where there is no such stage
 */
export function chooseStages(names: readonly string[]): readonly Stage[] {
  const unknown = names.filter((name) => stages.every((stage) => stage.name !== name));
  if (unknown.length > 0) {
    throw new SetupError(
      `There is no stage ${unknown.join(', ')}: there are ${stages.map(({ name }) => name).join(', ')}.`,
    );
  }
  const needsPackage = stages.some((stage) => stage.needsPackage === true && names.includes(stage.name));
  const wanted = needsPackage ? [buildName, ...names] : names;
  return stages.filter(({ name }) => names.length === 0 || wanted.includes(name));
}

/** A script of package.json that passes or fails as a whole. What it writes is shown if it fails. */
async function script(name: string): Promise<Tally> {
  await run(npm, ['run', '--silent', name], { cwd: root, timeoutMs: stageTimeoutMs });
  return onePassed;
}

/** The test files of test/`folder`, in a Node process of their own. */
async function plainNode(folder: string, write: Write, jobs = availableParallelism()): Promise<Tally> {
  const results = await Results.open(folder, write);
  const main = join(root, 'scripts', 'suite', 'plainNode.ts');
  return results.close(
    await problemOf(
      run(process.execPath, ['--import', 'tsx', main, join(root, 'test', folder), `${testTimeoutMs}`, `${jobs}`], {
        cwd: root,
        env: { ...process.env, [resultsVariable]: results.file },
        show: true,
        timeoutMs: stageTimeoutMs,
      }),
    ),
  );
}

async function inChromium(folder: string, write: Write, jobs?: number): Promise<Tally> {
  const { whole, quick } = await ensureChromium();
  write(`> Chromium: ${whole}; for what needs nothing but pages: ${quick}`);
  return plainNode(folder, write, jobs);
}

async function vscodeSuite(write: Write): Promise<Tally> {
  const host = await chooseHost();
  write(`> host: ${host.name}, since ${host.reason}`);
  await run(process.execPath, ['esbuild.mjs', '--suite'], { cwd: root, show: true });
  const { whole } = await ensureChromium();
  const workspace = join(cacheDir, 'suite-workspace');
  await mkdir(workspace, { recursive: true });
  const results = await Results.open('vscode', write);
  return results.close(
    await problemOf(
      host.runSuite({
        extension: root,
        entry: join(cacheDir, 'suite', 'index.js'),
        workspace,
        // Some tests debug a browser of their own.
        env: { [resultsVariable]: results.file, CHROMIUM_EXECUTABLE: whole },
        log: join(cacheDir, 'results', 'vscode.log'),
        timeoutMs: stageTimeoutMs,
      }),
    ),
  );
}

async function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}
