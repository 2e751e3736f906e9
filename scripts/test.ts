// `npm test`: everything, in this order; `npm test -- unit vscode` only these stages. The last line is `N passed, N failed`.
//
// The suite in test/vscode runs inside VS Code: every `*.test.ts` there (subfolders too) is an ordinary mocha file that may
// import 'vscode' and is bundled on its own, so what it imports from src/ is a copy and not what the extension runs. In the
// server host there is no Workspace Trust question, and `vscode.env.asExternalUri` rejects for loopback addresses.
import { takeOverInterrupt } from './hosts/interrupt';
import { describeError, say } from './hosts/say';
import { stages } from './suite/stages';
import type { Stage } from './suite/stages';
import { add, nothing, oneFailed } from './suite/tally';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => stages.every((stage) => stage.name !== name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}: there are ${stages.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const interrupted = takeOverInterrupt();
  let total = nothing;
  for (const stage of stages) {
    if (wanted.length === 0 || wanted.includes(stage.name)) total = add(total, await runStage(stage));
    if (interrupted.aborted) process.exit(130);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function runStage(stage: Stage): Promise<typeof nothing> {
  console.log(`\n=== ${stage.heading} ===`);
  const start = Date.now();
  try {
    return await stage.run();
  } catch (error) {
    console.log(describeError(error));
    return oneFailed;
  } finally {
    say(`${stage.name} took ${Math.round((Date.now() - start) / 1000)} s`);
  }
}

void main();
