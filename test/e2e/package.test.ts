import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import manifest from '../../package.json';
import { vsixPath } from './support/package';
import { zipEntries } from './support/zipEntries';

const sizeLimit = 500_000;

/** All that a package may hold; each of these must match something. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/dist\/(extension|bridgeDebugger)\.js$/,
  /^extension\/dist\/chunks\/[\w-]+\.js$/,
  /^extension\/dist\/web\/([\w-]+\/)*[\w-]+\.(js|html|css|svg)$/,
  /^extension\/media\/icon\.(png|svg)$/,
  /^extension\/media\/schemas\/[\w.-]+\.schema\.json$/,
  /^extension\/snippets\/[\w-]+\.code-snippets$/,
];

describe('the package', () => {
  it('is under 500 kB', async () => {
    const { length } = await readFile(vsixPath);
    assert.ok(length < sizeLimit, `it has ${length} bytes`);
  });

  it('holds what runs and nothing else: no source, test or source map', async () => {
    const names = zipEntries(await readFile(vsixPath));
    assert.deepEqual(
      names.filter((name) => expected.every((pattern) => !pattern.test(name))),
      [],
      'should not be in it',
    );
    assert.deepEqual(
      expected.filter((pattern) => names.every((name) => !pattern.test(name))).map(String),
      [],
      'is missing',
    );
  });

  it('holds every file that its manifest names', async () => {
    const { main, icon, contributes } = manifest;
    const { viewsContainers, views, snippets, jsonValidation, yamlValidation } = contributes;
    const named = [
      ...[main, icon],
      ...[...viewsContainers.activitybar, ...views.deskside].map((view) => view.icon),
      ...snippets.map(({ path }) => path),
      ...[...jsonValidation, ...yamlValidation].map(({ url }) => url),
    ];
    const names = new Set(zipEntries(await readFile(vsixPath)));
    assert.deepEqual(
      named.filter((text) => !names.has(posix.join('extension', text))),
      [],
    );
  });
});
