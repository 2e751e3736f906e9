// Writes what derives from the catalogue: the commands, palette entries and tree menus of the methods in package.json, the
// snippets, and the tables of methods in docs/commands.md; and of scenarios their JSON schema and those shipped, as the page knows them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { derivedFiles } from './contributions/files';

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  for (const { path, text } of await derivedFiles(root)) {
    const file = join(root, path);
    const present = await readFile(file, 'utf8').catch(() => undefined);
    if (present === text) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    console.log(`wrote ${path}`);
  }
}

void main();
