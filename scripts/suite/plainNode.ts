// Runs the test files of a folder in this process. Arguments: the folder, the time-out of a test in milliseconds, how
// often a test that fails is tried again.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runMocha } from './runMocha';

async function main(folder: string, timeoutMs: string, retries: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.test.ts')).sort();
  const failed = await runMocha(
    files.map((name) => join(folder, name)),
    { timeoutMs: Number(timeoutMs), retries: Number(retries) },
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

const [folder = '', timeoutMs = '', retries = ''] = process.argv.slice(2);
void main(folder, timeoutMs, retries);
