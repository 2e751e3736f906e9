import { appendFileSync } from 'node:fs';
import { resultsVariable } from './resultLines';
import type { ResultLine } from './resultLines';

/**
 * Runs test files with mocha in this process and writes what comes of them, line by line, to the file that
 * DESKSIDE_TEST_RESULTS names.
 * @param files whole paths
 * @param retries how often a test that fails is tried again; each such failure is told too
 * @returns how many failed
 */
export async function runMocha(
  files: readonly string[],
  { timeoutMs, retries }: { readonly timeoutMs: number; readonly retries: number },
): Promise<number> {
  const path = process.env[resultsVariable];
  if (path === undefined) throw new Error(`${resultsVariable} names no file`);
  // mocha is an ES module, and in VS Code this file is not.
  const { default: Mocha } = await import('mocha');
  // The reporter called base writes nothing.
  const mocha = new Mocha({ ui: 'bdd', timeout: timeoutMs, retries, forbidOnly: true, reporter: 'base' });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    report(mocha.run(resolve), path);
  });
}

/** Writes what a run tells; to be attached before its first test. */
function report(runner: Mocha.Runner, path: string): void {
  const write = (line: ResultLine): void => appendFileSync(path, `${JSON.stringify(line)}\n`);
  // How many suites are around; the root suite, which has no title, does not count.
  let depth = 0;
  runner.on('suite', ({ root, title }) => {
    if (root) return;
    write({ kind: 'suite', title, depth });
    depth += 1;
  });
  runner.on('suite end', ({ root }) => {
    if (!root) depth -= 1;
  });
  runner.on('pass', ({ title, duration }) => write({ kind: 'passed', title, depth, ms: duration ?? 0 }));
  runner.on('pending', ({ title }) => write({ kind: 'pending', title, depth }));
  runner.on('retry', (test: Mocha.Test, error: unknown) => {
    write({ kind: 'retried', title: test.fullTitle(), depth, details: details(error) });
  });
  runner.on('fail', (test, error: unknown) => {
    write({ kind: 'failed', title: test.fullTitle(), depth, details: details(error) });
  });
  runner.on('end', () => write({ kind: 'end' }));
}

function details(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const text = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? text : `${text}\ncaused by ${details(error.cause)}`;
}
