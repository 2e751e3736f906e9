import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { publint } from 'publint';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { freePort } from '../../scripts/hosts/freePort';
import { root } from '../../scripts/hosts/paths';
import { npm } from '../../scripts/hosts/processes';
import { readTraceFile } from '../../src/trace/readTrace';
import { runProgram } from '../support/runProgram';
import { codeBlock, docsPage } from '../browser/support/docs';
import { packedPackage } from './support/packedPackage';

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

/** What the fixtures promise, as tests of a project: those called `fails …` have to. */
const promises = (port: number) => `import { test, expect } from 'deskside/playwright';

for (let at = 0; at < 8; at++) {
  test('alone ' + at, async ({ workspace, widget }) => {
    const interactionId = await workspace.bringIn({ media: 'voice', userData: { Contract: 'C-' + at } });
    await workspace.act({ do: 'accept', interactionId });
    await expect(widget.getByText('Noted C-' + at)).toBeVisible();
    await workspace.configure({ rateLimit: 1000 + at });
    expect((await workspace.state()).interactions.map(({ userData }) => userData)).toEqual([
      { Contract: 'C-' + at, Seen: 'C-' + at },
    ]);
    expect((await workspace.options()).rateLimit).toBe(1000 + at);
  });
}

test.describe('with options', () => {
  test.use({ scenario: 'scenarios/call.scenario.yaml', deskOptions: { writeAllowed: 'Other' } });
  test('scenario and what the administrator set are there from the start', async ({ workspace, widget }) => {
    await expect(workspace).toHaveInteraction({ state: 'TALKING', userData: { Contract: 'C-1042' } });
    await expect(widget.getByText('Not noted')).toBeVisible();
    expect((await workspace.options()).writeAllowed).toBe('Other');
  });
});

test('fails: a call that never comes', async ({ workspace }) => {
  await workspace.bringIn({ media: 'voice', userData: { Contract: 'C-1042' } });
  await expect(workspace).toHaveCalled('voice.dial', ['5550100'], { timeout: 200 });
});

test('fails: what is not possible now', async ({ workspace }) => {
  const interactionId = await workspace.bringIn({ media: 'voice' });
  await workspace.act({ do: 'hold', interactionId });
});

test.describe('with a scenario that is wrong', () => {
  test.use({ scenario: 'wrong.scenario.yaml' });
  test('fails: each mistake has its place', async ({ workspace }) => {
    await workspace.state();
  });
});

test.describe('with a widget that says nothing', () => {
  test.use({ widget: 'http://localhost:${port}/silent.html' });
  test('fails: it is not ready', async ({ workspace }) => {
    await workspace.state();
  });
});
`;

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
}
interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly {
        readonly workerIndex: number;
        readonly errors: readonly { readonly message: string }[];
        readonly attachments: readonly { readonly name: string; readonly path?: string; readonly body?: string }[];
      }[];
    }[];
  }[];
}

/** How each test went, with what was attached to it by name. */
function resultsOf({ suites }: PlaywrightReport) {
  const specs = (suite: PlaywrightSuite): PlaywrightSuite['specs'] => [
    ...suite.specs,
    ...(suite.suites ?? []).flatMap(specs),
  ];
  return suites.flatMap(specs).map(({ title, ok, tests }) => {
    const [result] = tests.flatMap((each) => each.results);
    assert.ok(result !== undefined, title);
    const attached = new Map(result.attachments.map((each) => [each.name, each]));
    const said = result.errors.map(({ message }) => stripVTControlCharacters(message)).join('\n');
    return { title, ok, worker: result.workerIndex, said, attached };
  });
}

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
    const { quick } = await ensureChromium();
    port = await freePort();
    folder = await mkdtemp(join(tmpdir(), 'deskside-package-'));
    file = await packedPackage(folder);
    await writeFile(join(folder, 'package.json'), '{ "name": "project", "private": true }');
    const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
    const installed = await run(npm, ['install', '--save-dev', '--ignore-scripts', file, ...wanted]);
    assert.equal(installed.code, 0, installed.output);
    await mkdir(join(folder, 'tests'));
    await mkdir(join(folder, 'scenarios'));
    await mkdir(join(folder, 'promises'));
    const page = await docsPage('testing.md');
    const config = codeBlock(page, '// playwright.config.ts')
      .replaceAll('5173', String(port))
      .replace('npm run dev', 'node server.cjs')
      .replace('use: {', `use: { launchOptions: { executablePath: ${JSON.stringify(quick)}, args: ['--no-sandbox'] },`);
    const files = {
      'server.cjs': server(port),
      'widget.html': widget,
      'client.mjs': await readFile(join(folder, 'node_modules/deskside/client.mjs'), 'utf8'),
      'playwright.config.ts': config,
      'tests/widget.spec.ts': codeBlock(page, '// tests/widget.spec.ts'),
      'promises/promises.spec.ts': promises(port),
      'silent.html': '<!doctype html>A widget that says nothing',
      'wrong.scenario.yaml': 'scenario: Wrong\nsteps:\n  - agent: { do: sing }\n',
      'scenarios/call.scenario.yaml': scenario,
      'typed.ts': typed,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (command: string, args: readonly string[], cwd = folder) => {
    const { code, stdout, stderr } = await runProgram(command, args, { cwd, env: { ...process.env, CI: '' } });
    return { code, output: stdout + stderr };
  };
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

  it('gives each test a Workspace of its own, its options, and a report from which one knows what to mend', async () => {
    const config = (await readFile(join(folder, 'playwright.config.ts'), 'utf8')).replace("'tests'", "'promises'");
    await writeFile(join(folder, 'promises.config.ts'), config);
    const how = ['--config', 'promises.config.ts', '--fully-parallel', '--workers', '4', '--reporter', 'json'];
    const { output } = await inProject('@playwright/test/cli.js', 'test', ...how);
    const results = resultsOf(JSON.parse(output) as PlaywrightReport);
    assert.deepEqual(
      results.filter(({ title, ok }) => ok === title.startsWith('fails')).map(({ title, said }) => `${title}: ${said}`),
      [],
    );
    assert.equal(results.length, 13);
    const alone = results.filter(({ title }) => title.startsWith('alone'));
    assert.ok(new Set(alone.map(({ worker }) => worker)).size > 1, 'several workers took part');
    for (const { title, ok, attached } of results) {
      assert.equal(attached.has('messages of Workspace'), !ok && title !== 'fails: each mistake has its place', title);
    }

    const failure = (title: string) => results.find((each) => each.title === `fails: ${title}`);
    const missing = failure('a call that never comes');
    assert.match(
      missing?.said ?? '',
      /Expected within 0\.2 s: the widget to call voice\.dial with \["5550100"\]\.\nThere was nothing of the kind\./,
    );
    const body = Buffer.from(missing?.attached.get('messages of Workspace')?.body ?? '', 'base64').toString();
    const messages = JSON.parse(body) as readonly { readonly kind: string; readonly name: string }[];
    assert.ok(messages.some(({ kind, name }) => kind === 'event' && name === 'interaction'));
    const { entries, damage } = await readTraceFile(missing?.attached.get('trace of Workspace')?.path ?? '');
    assert.equal(damage, undefined);
    assert.ok(entries.some((entry) => 'record' in entry && entry.record.kind === 'event'));
    assert.match(failure('what is not possible now')?.said ?? '', /workspace\.act\(.*"hold".*\): .*accept/);
    assert.match(failure('each mistake has its place')?.said ?? '', /wrong\.scenario\.yaml:3:18 Step 1, .*sing/);
    assert.match(
      failure('it is not ready')?.said ?? '',
      /silent\.html has not subscribed to any event within 20 s, so it is not ready\. .*\n.*Nothing was heard of it so far\. Perhaps nothing answers at its address/,
    );
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
