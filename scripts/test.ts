// `npm test`: everything; `npm test -- unit vscode` only these stages. The last line is `N passed, N failed`.
//
// The suite in test/vscode runs inside VS Code: every `*.test.ts` there (subfolders too) is an ordinary mocha file that may
// import 'vscode' and is bundled on its own, so what it imports from src/ is a copy and not what the extension runs. In the
// server host there is no Workspace Trust question, and `vscode.env.asExternalUri` rejects for loopback addresses.
import { takeOverInterrupt } from './hosts/interrupt';
import { runStages } from './suite/runStages';
import { stages } from './suite/stages';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => stages.every((stage) => stage.name !== name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}: there are ${stages.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const interrupted = takeOverInterrupt();
  const chosen = stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const { passed, failed } = await runStages(chosen, interrupted);
  if (interrupted.aborted) process.exit(130);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
