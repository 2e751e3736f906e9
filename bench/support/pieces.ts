import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheDir, root } from '../../scripts/hosts/paths';

const modules = join(cacheDir, 'extension');
const outputsSchema = v.record(
  v.string(),
  v.object({ inputs: v.record(v.string(), v.object({ bytesInOutput: v.number() })) }),
);

/**
 * How many bytes of some sources are in files of dist/ that were loaded; the last build says what is in which.
 * @param sources the paths of these, from the project's folder
 */
export async function loadedBytes(loaded: readonly string[], sources: RegExp): Promise<number> {
  const outputs = v.parse(outputsSchema, JSON.parse(await readFile(join(modules, 'outputs.json'), 'utf8')));
  return Object.entries(outputs)
    .filter(([path]) => loaded.includes(join(root, path).replace(modules, join(root, 'dist'))))
    .flatMap(([, { inputs }]) => Object.entries(inputs))
    .filter(([path]) => sources.test(path))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}
