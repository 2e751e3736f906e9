// Runs the test files of a folder in this process. Arguments: the folder, the time-out of a test in milliseconds.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runMocha } from './runMocha';

async function main(folder: string, timeoutMs: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.test.ts')).sort();
  const failed = await runMocha(
    files.map((name) => join(folder, name)),
    Number(timeoutMs),
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

const [folder = '', timeoutMs = ''] = process.argv.slice(2);
void main(folder, timeoutMs);
