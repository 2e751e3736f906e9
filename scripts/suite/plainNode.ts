// Runs the test files of a folder with plain Node. Arguments: the folder, the time-out of a test in milliseconds, how many
// processes share the files.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runMocha } from './runMocha';

async function main(folder: string, timeoutMs: string, jobs: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.test.ts')).sort();
  const failed = await runMocha(
    files.map((name) => join(folder, name)),
    { timeoutMs: Number(timeoutMs), jobs: Number(jobs) },
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

const [folder = '', timeoutMs = '', jobs = ''] = process.argv.slice(2);
void main(folder, timeoutMs, jobs);
