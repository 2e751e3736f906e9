import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';

/** The section of README.md under this heading, up to the next one. */
export async function readmeSection(heading: string): Promise<string> {
  const [, after] = (await readFile(join(root, 'README.md'), 'utf8')).split(`\n## ${heading}\n`);
  assert.ok(after !== undefined, `README.md has no section ${heading}`);
  return after.split('\n## ')[0] ?? '';
}

/** The first block of code that begins with this text. */
export function codeBlock(section: string, begin: string): string {
  const blocks = [...section.matchAll(/```\w*\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const found = blocks.find((text) => text.startsWith(begin));
  assert.ok(found !== undefined, `no block that begins with ${begin}`);
  return found;
}
