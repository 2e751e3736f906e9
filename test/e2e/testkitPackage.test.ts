import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { freePort } from '../../scripts/hosts/freePort';
import { root } from '../../scripts/hosts/paths';
import { npm } from '../../scripts/hosts/processes';
import { pack } from '../../scripts/pack/stage';
import { codeBlock, docsPage } from '../browser/support/docs';

const versions = { '@playwright/test': '1.65.1', typescript: '5.9.3' };

const widget = `<!doctype html><body>Waiting<script type="module">
import { connect } from './client.mjs';
const workspace = connect();
const show = (text) => (document.body.textContent = text);
// Two handlers of one event: neither replaces the other.
await workspace.subscribe('interaction', () => {});
await workspace.subscribe('interaction', async ({ data: { eventType, interaction } }) => {
  if (eventType !== 'ESTABLISHED') return;
  try {
    await workspace.interaction.setUserData(interaction.interactionId, { Seen: interaction.userData.Contract });
    show('Noted ' + interaction.userData.Contract);
  } catch (error) {
    show('Not noted: ' + error.errorMessage);
  }
});
</script></body>`;

const scenario = `scenario: Note the contract
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice, userData: { Contract: C-1042 } }
    as: call
  - agent: { do: accept, interactionId: call }
  - name: the widget notes that it has seen the contract
    expect: { called: interaction.setUserData, with: [$call, { Seen: C-1042 }], within: 10s }
`;

const server = (port: number) => `
const { readFileSync } = require('node:fs');
require('node:http').createServer(({ url }, response) => {
  const file = url === '/' ? 'widget.html' : url.slice(1);
  try {
    const text = readFileSync(file);
    response.setHeader('Content-Type', file.endsWith('js') ? 'text/javascript' : 'text/html').end(text);
  } catch {
    response.writeHead(404).end();
  }
}).listen(${port}, '127.0.0.1');`;

const typed = `import { connect, isKnownEvent } from 'deskside/client';
import { test, expect } from 'deskside/playwright';
test.use({ widget: 'http://localhost:1/', deskOptions: { rateLimit: 1 } });
test('typed', async ({ workspace, widget, page }) => {
  const interactionId = await workspace.bringIn({ media: 'voice' });
  // @ts-expect-error there is no such deed
  await workspace.act({ do: 'sing', interactionId });
  await expect(workspace).not.toHaveCalled('interaction.accept', [interactionId]);
  // @ts-expect-error the service is a text
  await expect(workspace).toHaveCalled(1);
  await expect(widget.getByText('a')).toBeVisible();
  await expect(page).toHaveTitle('x');
});
export async function called(): Promise<void> {
  const workspace = connect({ timeoutMs: 1000 });
  await workspace.voice.dial('1');
  const end = await workspace.subscribe(['agent', 'interaction'], (event) => {
    if (isKnownEvent(event)) console.log(event.event);
  });
  await end();
  // @ts-expect-error an id is a text
  await workspace.interaction.accept(1);
}
`;

const typeChecks = `
import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
const file = new Uint8Array(await readFile(process.argv[1]));
console.log(JSON.stringify((await checkPackage(createPackageFromTarballData(file))).problems));`;

/** The package for tests of widgets, as a project has it once npm has installed it. */
describe('The package for tests of widgets', function () {
  this.timeout(300_000);
  let folder: string;
  let file: string;
  let port: number;
  before(async () => {
    await ensureChromium();
    port = await freePort();
    folder = await mkdtemp(join(tmpdir(), 'deskside-package-'));
    file = await pack(folder);
    await writeFile(join(folder, 'package.json'), '{ "name": "project", "private": true }');
    const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
    const installed = await run(npm, ['install', '--save-dev', '--ignore-scripts', file, ...wanted]);
    assert.equal(installed.code, 0, installed.output);
    await mkdir(join(folder, 'tests'));
    await mkdir(join(folder, 'scenarios'));
    const page = await docsPage('testing.md');
    const config = codeBlock(page, '// playwright.config.ts')
      .replaceAll('5173', String(port))
      .replace('npm run dev', 'node server.cjs')
      .replace(
        'use: {',
        `use: { launchOptions: { executablePath: ${JSON.stringify(process.env.CHROMIUM_EXECUTABLE)}, args: ['--no-sandbox'] },`,
      );
    const files = {
      'server.cjs': server(port),
      'widget.html': widget,
      'client.mjs': await readFile(join(folder, 'node_modules/deskside/client.mjs'), 'utf8'),
      'playwright.config.ts': config,
      'tests/widget.spec.ts': codeBlock(page, '// tests/widget.spec.ts'),
      'scenarios/call.scenario.yaml': scenario,
      'typed.ts': typed,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  after(() => rm(folder, { recursive: true }));

  const run = (command: string, args: readonly string[], cwd = folder) =>
    new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
      const child = execFile(command, args, { cwd, env: { ...process.env, CI: '' } }, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  const inProject = (path: string, ...args: string[]) =>
    run(process.execPath, [join(folder, 'node_modules', path), ...args]);
  const playwright = () => inProject('@playwright/test/cli.js', 'test', '--reporter=line');
  const deskside = () => {
    const server = ['--command', `"${process.execPath}" server.cjs`];
    return inProject('deskside/dist/cli.js', 'test', 'scenarios', '--widget', `http://localhost:${port}/`, ...server);
  };

  it('is small, and clean to those who look at packages', async () => {
    assert.ok((await stat(file)).size < 1_000_000);
    const { messages } = await publint({ pkgDir: join(folder, 'node_modules/deskside'), strict: true, pack: false });
    assert.deepEqual(messages, []);
    // In a Node of its own: tsx takes the modules of this library for CommonJS.
    const checks = await run(process.execPath, ['--input-type=module', '-e', typeChecks, file], root);
    assert.equal(checks.output, '[]\n');
  });

  it('is loaded by CommonJS, by modules and by TypeScript with each way of resolution', async () => {
    const names = "['connect', 'isKnownEvent', 'test', 'expect'].filter((name) => typeof all[name] !== 'function')";
    const show = `console.log(JSON.stringify(${names}))`;
    const required = await run(process.execPath, [
      '-e',
      `const all = { ...require('deskside/client'), ...require('deskside/playwright') }; require('deskside/types'); ${show}`,
    ]);
    const imported = await run(process.execPath, [
      '--input-type=module',
      '-e',
      `import * as client from 'deskside/client'; import * as kit from 'deskside/playwright'; import 'deskside/types'; const all = { ...client, ...kit }; ${show}`,
    ]);
    assert.deepEqual([required.output, imported.output], ['[]\n', '[]\n']);
    for (const [resolution, module] of [
      ['node16', 'node16'],
      ['bundler', 'esnext'],
      ['node10', 'commonjs'],
    ] as const) {
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'deskside/types'];
      const how = ['--moduleResolution', resolution, '--module', module];
      const { code, output } = await inProject('typescript/bin/tsc', ...options, ...how, 'typed.ts');
      assert.equal(code, 0, `${resolution}: ${output}`);
    }
  });

  it('lets the tests of docs/testing.md and a scenario pass, and fail with what to mend when the widget has a fault', async () => {
    const good = [await playwright(), await deskside()];
    assert.deepEqual(
      good.map(({ code }) => code),
      [0, 0],
      good.map(({ output }) => output).join('\n'),
    );
    await writeFile(join(folder, 'widget.html'), widget.replace('interaction.userData.Contract }', "'C-1024' }"));
    const [tests, scenarios] = [await playwright(), await deskside()];
    assert.deepEqual([tests.code, scenarios.code], [1, 1]);
    assert.match(tests.output, /the widget to call interaction\.setUserData with .*C-1042[^]*There was:[^]*C-1024/);
    assert.match(scenarios.output, /at scenarios\/call\.scenario\.yaml:7[^]*expected[^]*C-1042[^]*instead[^]*C-1024/);
  });
});
