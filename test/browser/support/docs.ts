import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';

/** The text of a page of docs/, such as `testing.md`. */
export function docsPage(name: string): Promise<string> {
  return readFile(join(root, 'docs', name), 'utf8');
}

/** The first block of code on a page that begins with this text. */
export function codeBlock(page: string, begin: string): string {
  const blocks = [...page.matchAll(/```\w*\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const found = blocks.find((text) => text.startsWith(begin));
  assert.ok(found !== undefined, `no block that begins with ${begin}`);
  return found;
}
