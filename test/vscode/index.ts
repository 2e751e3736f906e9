import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runMocha } from '../../scripts/suite/runMocha';

const timeoutMs = 120_000;

/**
 * What VS Code calls to run the suite: the bundles of all test files, which are beside this one, or only the one that
 * DESKSIDE_TEST_FILE names without its ending.
 */
export async function run(): Promise<void> {
  const only = process.env.DESKSIDE_TEST_FILE;
  const names = await readdir(__dirname, { recursive: true });
  const tests = names.filter((name) => name.endsWith(`${only ?? '.test'}.js`)).sort();
  const files = tests.map((name) => join(__dirname, name));
  const failed = await runMocha(files, { timeoutMs });
  if (failed > 0) throw new Error(`${failed} failed`);
}
