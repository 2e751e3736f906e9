import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readScenario } from '../../src/simulator/scenario/format/readScenario';

const ending = '.scenario.yaml';

/** The scenarios of a folder by name as JSON, so that the page needs no YAML. Throws an Error for one that is none. */
export async function shippedScenarios(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending)).sort();
  const entries = files.map(async (file) => {
    const read = readScenario(await readFile(join(folder, file), 'utf8'));
    if ('problems' in read) {
      const [{ line, column, problem }] = read.problems;
      throw new Error(`${file}:${line}:${column} ${problem}`);
    }
    return [file.slice(0, -ending.length), read.scenario];
  });
  return `${JSON.stringify(Object.fromEntries(await Promise.all(entries)), null, 2)}\n`;
}
