import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import * as v from 'valibot';
import manifest from '../../package.json';
import { root } from '../../scripts/hosts/paths';
import { projectIndex, projectIndexSchema } from '../../src/presentation/newWidget/widgetProject';
import { vsixPath } from './support/package';
import { zipEntries } from './support/zipEntries';

const sizeLimit = 900_000;

/** All that a package may hold; each of these must match something. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/dist\/(extension|bridgeDebugger|cli|playwright)\.js$/,
  /^extension\/dist\/project\/([\w-]+\/)*(LICENSE|[\w.-]+\.(js|mjs|mts|ts|json|md))$/,
  /^extension\/templates\/(common|plain|vite|typescript|react)\/([\w.-]+\/)*[\w.-]+$/,
  /^extension\/dist\/chunks\/[\w-]+\.js$/,
  /^extension\/dist\/web\/([\w-]+\/)*[\w-]+\.(js|html|css|svg)$/,
  /^extension\/(dist\/timeline\/timeline\.js|media\/timeline\/timeline\.css)$/,
  /^extension\/media\/panel\/[\w-]+\.(js|css)$/,
  /^extension\/media\/icon\.(png|svg)$/,
  /^extension\/media\/schemas\/scenario\.schema\.json$/,
  /^extension\/media\/types\/genesys-wwe\.d\.ts$/,
  /^extension\/media\/walkthrough\/\w+-(light|dark|hc)\.webp$/,
  /^extension\/media\/scenarios\/[\w-]+\.scenario\.yaml$/,
  /^extension\/docs\/checks\/[\w-]+\.md$/,
  /^extension\/media\/language\/[\w.-]+\.json$/,
  /^extension\/snippets\/[\w-]+\.code-snippets$/,
];

describe('the package', () => {
  it('is under 900 kB', async () => {
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
    const { viewsContainers, views, snippets, languages, grammars, walkthroughs } = contributes;
    const named = [
      ...[main, icon],
      ...[...viewsContainers.activitybar, ...views.deskside].map((view) => view.icon),
      ...snippets.map(({ path }) => path),
      ...languages.flatMap(({ configuration }) => configuration ?? []),
      ...grammars.map(({ path }) => path),
      ...walkthroughs.flatMap(({ steps }) => steps.flatMap(({ media }) => Object.values(media.image))),
    ];
    const names = new Set(zipEntries(await readFile(vsixPath)));
    assert.deepEqual(
      named.filter((text) => !names.has(posix.join('extension', text))),
      [],
    );
  });

  it('holds every file of which new projects of widgets are made', async () => {
    const text = await readFile(join(root, projectIndex), 'utf8');
    const { package: packaged, kinds } = v.parse(v.pipe(v.string(), v.parseJson(), projectIndexSchema), text);
    const named = [packaged, ...Object.values(kinds)].flatMap((files) => Object.values(files));
    const names = new Set(zipEntries(await readFile(vsixPath)));
    assert.deepEqual(
      named.filter((path) => !names.has(posix.join('extension', path))),
      [],
    );
  });
});
