import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { piecesIndex } from '../../scripts/build/extensionPieces.mjs';
import { root } from '../../scripts/hosts/paths';

const indexSchema = v.record(v.string(), v.object({ bytes: v.record(v.string(), v.number()) }));

/**
 * How many bytes of some sources are in files of dist/ that were loaded; the last build says what is in which.
 * @param sources the paths of these, from the project's folder
 */
export async function loadedBytes(loaded: readonly string[], sources: RegExp): Promise<number> {
  const pieces = v.parse(indexSchema, JSON.parse(await readFile(join(root, piecesIndex), 'utf8')));
  return Object.entries(pieces)
    .filter(([name]) => loaded.includes(join(root, 'dist', name)))
    .flatMap(([, { bytes }]) => Object.entries(bytes))
    .filter(([path]) => sources.test(path))
    .reduce((sum, [, length]) => sum + length, 0);
}
