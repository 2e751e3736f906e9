// `npm run watch:test`: runs the unit tests of what differs from the last commit, then, at each change, those of what was
// changed. esbuild tells which test imports which file; what a test only reads or starts as a process is not seen.
import { once } from 'node:events';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { Metafile } from 'esbuild';
import { SerialQueue } from '../src/base/serialQueue';
import { takeOverInterrupt } from './hosts/interrupt';
import { root } from './hosts/paths';
import { ChildTree } from './hosts/processes';
import { describeError, say } from './hosts/say';
import { affectedTests } from './watchTests/affectedTests';
import { ChangedFiles, uncommittedFiles } from './watchTests/changedFiles';

const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');

async function main(): Promise<void> {
  const interrupted = takeOverInterrupt();
  const files = new ChangedFiles();
  const queue = new SerialQueue();
  let uncommitted: ReadonlySet<string> | undefined = await uncommittedFiles();

  const runAffected = async (metafile: Metafile): Promise<void> => {
    const changed = await files.take(Object.keys(metafile.inputs));
    const affected = affectedTests(metafile, uncommitted ?? changed);
    uncommitted = undefined;
    if (affected.length === 0 || interrupted.aborted) return;
    say(`running ${affected.join(' ')}`);
    await new ChildTree(process.execPath, [mocha, ...affected], { cwd: root, stdio: 'inherit' }).ended();
  };

  const context = await esbuild.context({
    absWorkingDir: root,
    entryPoints: ['test/unit/**/*.test.ts'],
    outdir: join(root, '.cache', 'watched-tests'),
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'run-affected-tests',
        setup: (build) =>
          build.onEnd(({ metafile }) => {
            if (metafile === undefined) return;
            queue.run(() => runAffected(metafile)).catch((error: unknown) => console.error(describeError(error)));
          }),
      },
    ],
  });
  await context.watch();
  say('watching for changes; Ctrl-C ends');
  if (!interrupted.aborted) await once(interrupted, 'abort');
  await context.dispose();
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
