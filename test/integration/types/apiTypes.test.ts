import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { eventNames } from '../../../src/api/events/events';
import {
  agentEventTypes,
  caseEventTypes,
  interactionEventTypes,
  outboundEventTypes,
} from '../../../src/api/events/eventTypes';

const root = join(import.meta.dirname, '../../..');
const examples = join(import.meta.dirname, 'examples');
const declarations = join(root, 'media/types/genesys-wwe.d.ts');

/** Three major versions side by side: no project is asked to change its own. */
const compilers = { 'TypeScript 5': 'typescript5', 'TypeScript 6': 'typescript', 'TypeScript 7': 'typescript7' };

/** What a compiler reports of the examples, each error as `file:line:column TScode`. */
async function errorsOf(compiler: string): Promise<readonly string[]> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve(`${compiler}/package.json`)), 'bin/tsc');
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, '--project', examples, '--pretty', 'false'], (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  return output.split('\n').flatMap((line) => {
    const [, file = '', row, column, code] = /([^\\/]+)\((\d+),(\d+)\): error (TS\d+)/.exec(line) ?? [];
    if (code !== undefined) return [`${file}:${row}:${column} ${code}`];
    // Lines that go on with an error are indented; anything else is a failure of its own.
    return /^\S/.test(line) ? [line] : [];
  });
}

/** What the marks of a file say: each stands right before the place of the error that it names. */
async function markedErrors(file: string): Promise<readonly string[]> {
  const lines = (await readFile(join(examples, file), 'utf8')).split('\n');
  return lines.flatMap((line, row) =>
    [...line.matchAll(/\/\*! (\d+) \*\//g)].map(
      ({ index, 0: mark, 1: code }) => `${file}:${row + 1}:${index + mark.length + 1} TS${code}`,
    ),
  );
}

describe('The types of the Service Client API', function () {
  this.timeout(120_000);

  for (const [name, compiler] of Object.entries(compilers)) {
    it(`take what is right and refuse what is wrong at its place, in ${name}`, async () => {
      const marked = await Promise.all(['wrong.ts', 'checked.js'].map(markedErrors));
      assert.ok(marked.every((errors) => errors.length > 0));
      assert.deepEqual((await errorsOf(compiler)).toSorted(), marked.flat().toSorted());
    });
  }

  it('name every event and event type that is known', async () => {
    const text = await readFile(declarations, 'utf8');
    const types = [caseEventTypes, interactionEventTypes, agentEventTypes, outboundEventTypes].flatMap(Object.keys);
    assert.deepEqual(
      types.filter((type) => !text.includes(`'${type}'`)),
      [],
    );
    assert.deepEqual(
      eventNames.filter((name) => !new RegExp(`^    ${name}: `, 'm').test(text)),
      [],
    );
  });
});
