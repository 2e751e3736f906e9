import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { cacheDir, root } from '../hosts/paths';

const modules = join(cacheDir, 'extension');
const outputsSchema = v.record(
  v.string(),
  v.object({ imports: v.array(v.object({ path: v.string(), external: v.optional(v.boolean()) })) }),
);

/**
 * The files in dist/ that a program needs to run, by their paths from there; the last build says which.
 * @param entries the files with which the programs begin
 */
export async function piecesOf(...entries: readonly string[]): Promise<readonly string[]> {
  const outputs = v.parse(outputsSchema, JSON.parse(await readFile(join(modules, 'outputs.json'), 'utf8')));
  const pieces = new Set(entries);
  for (const piece of pieces) {
    const { imports = [] } = outputs[relative(root, join(modules, piece)).replaceAll('\\', '/')] ?? {};
    for (const { path, external } of imports) if (external !== true) pieces.add(relative(modules, join(root, path)));
  }
  return [...pieces].sort();
}
