import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { piecesIndex } from '../build/extensionPieces.mjs';
import { root } from '../hosts/paths';

const indexSchema = v.record(v.string(), v.object({ imports: v.array(v.string()) }));

/**
 * The files in dist/ that a program needs to run, by their paths from there; the last build says which.
 * @param entries the files with which the programs begin
 */
export async function piecesOf(...entries: readonly string[]): Promise<readonly string[]> {
  const index = v.parse(indexSchema, JSON.parse(await readFile(join(root, piecesIndex), 'utf8')));
  const pieces = new Set(entries);
  for (const piece of pieces) for (const imported of index[piece]?.imports ?? []) pieces.add(imported);
  return [...pieces].sort();
}
