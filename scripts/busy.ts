// `npm run test:busy`: the stages with a real browser or a real VS Code five times in a row, then everything once, while
// endless loops keep all cores busy. `npm run test:busy -- vscode --times 3` runs only these stages, so often.
import { parseArgs } from 'node:util';
import { takeOverInterrupt } from './hosts/interrupt';
import { describeError, say } from './hosts/say';
import { BusyLoops } from './suite/busyLoops';
import { runStages } from './suite/runStages';
import { chooseStages, stages } from './suite/stages';
import type { Stage } from './suite/stages';
import { add, nothing } from './suite/tally';

const shaky = ['browser', 'vscode', 'e2e'];
const timesByDefault = 5;

/** What runs, round by round. */
function rounds(names: readonly string[], times: number): (readonly Stage[])[] {
  const again = Array.from({ length: times }, () => chooseStages(names.length === 0 ? shaky : names));
  return names.length === 0 ? [...again, stages] : again;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { times: { type: 'string', default: String(timesByDefault) } },
  });
  const planned = rounds(positionals, Number(values.times));
  const interrupted = takeOverInterrupt();
  const loops = new BusyLoops();
  let total = nothing;
  try {
    for (const [index, chosen] of planned.entries()) {
      if (interrupted.aborted) break;
      say(`round ${index + 1} of ${planned.length}, on a busy machine`);
      const tally = await runStages(chosen, interrupted);
      say(`round ${index + 1} of ${planned.length}: ${tally.passed} passed, ${tally.failed} failed`);
      total = add(total, tally);
    }
  } finally {
    await loops.stop();
  }
  if (interrupted.aborted) process.exit(130);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 2;
});
