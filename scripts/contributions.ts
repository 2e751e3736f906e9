// Writes what derives from the catalogue: the commands, palette entries and tree menus of the methods in package.json, and
// the snippets; and of scenarios their JSON schema and those shipped, as the page knows them. `--check` writes nothing and fails where a file differs.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { derivedFiles } from './contributions/files';

async function main(check: boolean): Promise<void> {
  const root = join(import.meta.dirname, '..');
  for (const { path, text } of await derivedFiles(root)) {
    const file = join(root, path);
    const present = await readFile(file, 'utf8').catch(() => undefined);
    if (present === text) continue;
    if (check) {
      console.error(`${path} is not what it derives from makes it: run npm run generate.`);
      process.exitCode = 1;
    } else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      console.log(`wrote ${path}`);
    }
  }
}

void main(process.argv.includes('--check'));
