// `npm start`: builds, then opens VS Code with the extension, its relay and the simulated Workspace. Ctrl-C stops it.
import { takeOverInterrupt } from './hosts/interrupt';
import { root } from './hosts/paths';
import { run } from './hosts/processes';
import { describeError, say } from './hosts/say';
import { findDesktop, startDesktop } from './start/desktop';
import { startServer } from './start/server';

async function main(): Promise<void> {
  const interrupted = takeOverInterrupt();
  try {
    say('building');
    await run(process.execPath, ['esbuild.mjs'], { cwd: root, show: true });
    const desktop = await findDesktop();
    if ('code' in desktop) {
      await startDesktop(desktop.code, interrupted);
    } else {
      say(`${desktop.obstacle}: running VS Code's server`);
      await startServer(interrupted);
    }
  } catch (error) {
    // What was under way when it was stopped fails: that is no news.
    if (!interrupted.aborted) {
      console.error(describeError(error));
      process.exitCode = 1;
    }
  }
  if (interrupted.aborted) say('stopped');
}

void main();
