// `npm test`: everything; `npm test -- unit vscode` only these stages. The last line is `N passed, N failed`. VS Code is the
// oldest that is supported, with `--newest` the newest that can be had.
//
// The suite in test/vscode runs inside VS Code: every `*.test.ts` there (subfolders too) is an ordinary mocha file that may
// import 'vscode' and is bundled on its own, so what it imports from src/ is a copy and not what the extension runs. In the
// server host `vscode.env.asExternalUri` rejects for loopback addresses.
import { parseArgs } from 'node:util';
import { describeError } from './hosts/say';
import { releaseVariable } from './hosts/vscodeReleases';
import { runToEnd } from './suite/runToEnd';
import { chooseStages } from './suite/stages';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { newest: { type: 'boolean' } } });
  const chosen = chooseStages(positionals);
  if (values.newest === true) process.env[releaseVariable] = 'newest';
  await runToEnd(chosen);
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 2;
});
