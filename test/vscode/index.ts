import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { realHostRetries } from '../../scripts/suite/retries';
import { runMocha } from '../../scripts/suite/runMocha';

const timeoutMs = 20_000;

/** What VS Code calls to run the suite: the bundles of all test files, which are beside this one. */
export async function run(): Promise<void> {
  const names = await readdir(__dirname, { recursive: true });
  const tests = names.filter((name) => name.endsWith('.test.js')).sort();
  const files = tests.map((name) => join(__dirname, name));
  const failed = await runMocha(files, { timeoutMs, retries: realHostRetries });
  if (failed > 0) throw new Error(`${failed} failed`);
}
