import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quickChromiumEnvironment } from '../../scripts/hosts/chromium';
import { freePort } from '../../scripts/hosts/freePort';
import { root } from '../../scripts/hosts/paths';
import { decodeScenario } from '../../src/simulator/scenario/format/scenarioAddress';
import { findShippedScenario } from '../../src/simulator/scenario/format/shipped';
import { readTraceFile } from '../../src/trace/readTrace';
import { buildCommand } from '../support/builtCommand';
import { LoopbackServer } from '../support/loopbackServer';
import { childrenOf, descendants } from '../support/processTree';
import { runProgram } from '../support/runProgram';
import type { EndedProgram } from '../support/runProgram';
import { until } from '../support/until';
import { putPages } from './support/webAssets';

interface JsonReport {
  readonly outcome: string;
  readonly scenarios: readonly {
    readonly file: string;
    readonly scenario: string;
    readonly outcome: string;
    readonly steps: readonly { readonly outcome: string }[];
    readonly failure?: { readonly line: number; readonly why: string };
  }[];
}

const quick = '{"scenario":"Quick","steps":[{"expect":{"subscribed":"interaction","within":"20s"}}]}';
const wish =
  'scenario: Wish\nsteps:\n  - when: { subscribed: interaction }\n    world: { happens: inbound, media: voice }\n' +
  '  - name: the widget looks into the crystal ball\n    expect: { called: crystal.*, within: 100ms }\n';
const endless = 'scenario: Endless\nsteps:\n  - never: { called: crystal.ball, within: 10m }\n';

describe('the command deskside with scenarios', () => {
  let folder: string;
  let file: string;
  let environment: NodeJS.ProcessEnv;
  before(async () => {
    environment = await quickChromiumEnvironment();
    folder = await mkdtemp(join(tmpdir(), 'deskside-scenario-'));
    file = await buildCommand(folder, putPages);
  });
  after(() => rm(folder, { recursive: true }));

  const deskside = (args: readonly string[], cwd = root, env = environment) =>
    runProgram(process.execPath, [file, ...args], { cwd, env });
  /** Makes a folder of files, as a project has them. */
  async function project(files: Readonly<Record<string, string>>): Promise<string> {
    const made = await mkdtemp(join(folder, 'project-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(made, name, '..'), { recursive: true });
      await writeFile(join(made, name), text);
    }
    return made;
  }
  const parsed = ({ stdout }: EndedProgram) => JSON.parse(stdout) as JsonReport;

  // In the browser that users have; the others in the quickest.
  it('test ends with 0 and a line for each scenario when the widget does what is expected', async () => {
    const { code, stdout, stderr } = await deskside(['test', 'rona', 'chat', '--workers', '2'], root, process.env);
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      stdout
        .replace(/\d+\.\d s/g, 'N s')
        .split('\n')
        .toSorted(),
      [
        '',
        '',
        '2 passed of 2',
        `✓ chat: ${findShippedScenario('chat')?.scenario} (N s)`,
        `✓ rona: ${findShippedScenario('rona')?.scenario} (N s)`,
      ],
    );
    assert.equal(stderr, '');
  });

  it('test finds scenarios by files, folders and globs, plays each once, tells two of one name apart, and writes traces', async () => {
    const cwd = await project({
      'a/one.scenario.json': quick,
      'b/one.scenario.json': quick,
      'b/deep/two.scenario.yml': wish,
      'b/node_modules/no.scenario.json': quick,
      'b/other.yaml': 'no: scenario',
    });
    const files = ['b', 'a/*.scenario.json', 'a/one.scenario.json'];
    const ended = await deskside(['test', ...files, '--reporter', 'json', '--trace', 'on-failure'], cwd);
    assert.equal(ended.code, 1, ended.stderr);
    assert.deepEqual(
      parsed(ended).scenarios.map((each) => [each.file, each.outcome, each.failure?.line]),
      [
        ['b/deep/two.scenario.yml', 'failed', 5],
        ['b/one.scenario.json', 'passed', undefined],
        ['a/one.scenario.json', 'passed', undefined],
      ],
    );
    assert.deepEqual(await readdir(join(cwd, 'deskside-traces')), ['b-deep-two.deskside-trace']);
    const { entries, damage } = await readTraceFile(join(cwd, 'deskside-traces', 'b-deep-two.deskside-trace'));
    assert.equal(damage, undefined);
    assert.ok(entries.some((entry) => 'record' in entry && entry.record.kind === 'event'));
    const traced = ['--trace', 'on', '--trace-folder', 'all'];
    const again = await deskside(
      ['test', 'a', '--repeat', '3', '--workers', '3', '--reporter', 'json', ...traced],
      cwd,
    );
    assert.equal(parsed(again).scenarios.length, 3, again.stderr);
    assert.deepEqual(
      (await readdir(join(cwd, 'all'))).toSorted(),
      [1, 2, 3].map((each) => `a-one-${each}.deskside-trace`),
    );
  });

  it('test names the failed step with its place, for people, for GitHub and for CI servers that read JUnit', async () => {
    const cwd = await project({ 'wish.scenario.yaml': wish });
    const forPeople = await deskside(['test', 'wish.scenario.yaml'], cwd);
    assert.equal(forPeople.code, 1);
    assert.match(forPeople.stdout, /^✗ wish\.scenario\.yaml: Wish \(\d+\.\d s\)$/m);
    assert.match(forPeople.stdout, /^ {2}✗ 2\. the widget looks into the crystal ball$/m);
    assert.match(forPeople.stdout, /^ {4}at wish\.scenario\.yaml:5$/m);
    assert.match(forPeople.stdout, /^ {4}expected\n {6}crystal\.\*\n {4}instead\n {6}/m);
    assert.match(forPeople.stdout, /\n1 failed of 1\n$/);
    const forGithub = await deskside(['test', '.', '--reporter', 'github'], cwd);
    assert.match(
      forGithub.stdout,
      /^::error file=wish\.scenario\.yaml,line=5,title=wish\.scenario\.yaml%3A Wish::2\. /m,
    );
    const { stdout: xml } = await deskside(['test', '.', '--reporter', 'junit'], cwd);
    assert.match(xml, /^<\?xml version="1\.0"/);
    assert.match(xml, /<testsuites [^>]*tests="1" failures="1" errors="0" skipped="0"/);
    assert.match(xml, /<testcase [^>]*file="wish\.scenario\.yaml"/);
    assert.match(
      xml,
      /<failure message="wish\.scenario\.yaml:5 2\. the widget looks into the crystal ball: Not within/,
    );
  });

  it('test says when a widget cannot be loaded, and what it could not load', async () => {
    const site = new LoopbackServer((request, response) => {
      if (request.url === '/')
        response.setHeader('Content-Type', 'text/html').end('<script src="/lib/wwe.js"></script>');
      else response.writeHead(404).end();
    });
    await site.start();
    const widget = `http://localhost:${site.port}/`;
    const cwd = await project({ 'quick.scenario.json': quick.replace('20s', '5s') });
    const args = ['test', '.', '--widget', 'http://localhost:9/w.html', '--widget', widget];
    const { code, stdout } = await deskside(args, cwd);
    await site.stop();
    assert.equal(code, 1);
    assert.match(stdout, /^ +http:\/\/localhost:9\/w\.html could not be loaded: /m);
    assert.match(stdout, new RegExp(`^ +Failed to load resource: .*404.*\\(${widget}lib/wwe\\.js\\)$`, 'm'));
  });

  it('test prints what scenarios and pages say so that it does nothing to a terminal or a CI server', async () => {
    const hostile = '\u001b[2J\u001b]0;title\u0007\n::error::forged\r##[error]forged \u009b31m✓ all steps passed';
    const site = new LoopbackServer((_, response) => {
      const says = JSON.stringify(hostile);
      const loops = 'for (let i = 0; i < 1000; i++) console.error(i)';
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<script>console.error(${says}); setTimeout(() => { ${loops} }); throw new Error(${says})</script>`);
    });
    await site.start();
    const cwd = await project({
      'hostile.scenario.json': JSON.stringify({
        scenario: `::warning::${hostile}`,
        steps: [{ name: hostile, expect: { called: 'interaction.accept', within: '2s' } }],
      }),
    });
    const [forPeople, forPrograms, forGithub, forServers] = await Promise.all(
      (['line', 'json', 'github', 'junit'] as const).map((reporter) =>
        deskside(['test', '.', '--widget', `http://localhost:${site.port}/`, '--reporter', reporter], cwd),
      ),
    );
    await site.stop();
    assert.ok(forPeople && forPrograms && forGithub && forServers);
    assert.deepEqual([forPeople.code, forPrograms.code, forGithub.code, forServers.code], [1, 1, 1, 1]);
    for (const text of [forPeople.stdout, forPeople.stderr, forPrograms.stdout, forPrograms.stderr]) {
      for (const line of text.split('\n')) {
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
        assert.doesNotMatch(line, /^\s*::|##\[/);
      }
    }
    assert.equal(forGithub.stdout.match(/^\s*::/gm)?.length, 1, forGithub.stdout);
    for (const line of forGithub.stdout.split('\n')) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]|##\[/u);
    // eslint-disable-next-line no-control-regex -- these are what XML does not allow
    assert.doesNotMatch(forServers.stdout, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    assert.match(forPeople.stdout, /^ +\\u001b\[2J/m);
    assert.match(forPeople.stdout, /^ +Uncaught Error: \\u001b\[2J/m);
    assert.ok(forPeople.stdout.split('\n').length < 60, 'a page in a loop does not bury the report');
    assert.equal(parsed(forPrograms).scenarios[0]?.scenario, `::warning::${hostile}`);
  });

  it('test says in one sentence what to do without a browser, or with one that does not start', async () => {
    const nowhere = { ...process.env, CHROMIUM_EXECUTABLE: '', PATH: folder };
    const missing = await deskside(['test', 'rona'], folder, nowhere);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /^There is no Chrome, Chromium or Edge here\. Install one, or name .*\.\n$/);
    for (const program of [join(folder, 'none'), process.execPath, '/bin/false']) {
      const { code, stdout, stderr } = await deskside(['test', 'rona'], folder, {
        ...process.env,
        CHROMIUM_EXECUTABLE: program,
      });
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /CHROMIUM_EXECUTABLE.*\.\n$/);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });

  it('ends with 2 and says where scenarios are wrong, or that there are none', async () => {
    const wrong = 'scenario: Wrong\nsteps:\n  - agent: { do: sing }\n';
    const cwd = await project({ 'wrong.scenario.yaml': wrong, 'b/wrong.scenario.yaml': wrong, 'empty/x.txt': '' });
    for (const [args, why] of [
      [['test', '.'], /^b\/wrong\.scenario\.yaml:3:18 Step 1, .*\nwrong\.scenario\.yaml:3:18 Step 1, .*\n$/],
      [['test', '**/*.none'], /^No file fits \*\*\/\*\.none\./],
      [['test', 'empty'], /^empty: there is no such file, and no scenario in such a folder\./],
      [['test', 'none.yaml'], /or one of these names: block/],
      [['test'], /missing required argument/],
      [['test', 'rona', '--workers', '0'], /from 1 to 64/],
      [['serve', '--scenario', 'wrong.scenario.yaml'], /wrong\.scenario\.yaml:3:18 /],
      [['serve', '--scenario', 'none.yaml'], /no such file that can be read\. Give one, or one of these names: block/],
    ] as const) {
      const { code, stderr } = await deskside(args, cwd);
      assert.equal(code, 2, stderr);
      assert.match(stderr, why);
    }
  });

  describe('while it plays', () => {
    const running = new Set<ChildProcessWithoutNullStreams>();
    afterEach(() => {
      for (const child of running) child.kill('SIGKILL');
      running.clear();
    });

    /** The program, once it is in the midst of a scenario that has no end: its browser has opened the widget. */
    async function midway(cwd: string, more: readonly string[] = [], env = environment): Promise<Playing> {
      let asked = 0;
      const site = new LoopbackServer((request, response) => {
        if (request.method === 'GET') asked++;
        response.setHeader('Content-Type', 'text/html').end('a widget');
      });
      await site.start();
      const args = ['test', '.', '--reporter', 'json', '--widget', `http://localhost:${site.port}/`, ...more];
      const child = spawn(process.execPath, [file, ...args], { cwd, env });
      running.add(child);
      const output: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      await until('the widget to be asked for', () => asked > 0);
      return { child, text: () => Buffer.concat(output).toString(), stop: () => site.stop() };
    }
    interface Playing {
      readonly child: ChildProcessWithoutNullStreams;
      readonly text: () => string;
      readonly stop: () => Promise<void>;
    }

    it('leaves nothing behind on Ctrl-C', async () => {
      const cwd = await project({ 'endless.scenario.yaml': endless });
      const { child, text, stop } = await midway(cwd);
      const family = await descendants(child.pid ?? 0);
      assert.ok(family.length > 1, 'a browser with its processes');
      child.kill('SIGINT');
      const [code] = (await once(child, 'exit')) as [number];
      await stop();
      assert.equal(code, 130);
      assert.equal((JSON.parse(text()) as JsonReport).scenarios[0]?.outcome, 'cancelled');
      await until('all processes to end', async () => (await alive(family)).length === 0);
    });

    it('leaves nothing behind when it is killed', async () => {
      const { child, stop } = await midway(await project({ 'endless.scenario.yaml': endless }));
      const family = await descendants(child.pid ?? 0);
      child.kill('SIGKILL');
      await until('all processes to end', async () => (await alive(family)).length === 0);
      await stop();
    });

    it('says that the browser has ended, and goes on with the next scenario in a new one', async () => {
      const cwd = await project({ 'a.scenario.yaml': endless, 'b.scenario.yaml': wish.replace(/^.*- name[^]*/m, '') });
      // The shell of a system may be a script, whose end is not that of the browser.
      const { child, text, stop } = await midway(cwd, ['--workers', '1'], process.env);
      const [browser = 0] = await childrenOf(child.pid ?? 0);
      process.kill(browser, 'SIGKILL');
      const [code] = (await once(child, 'exit')) as [number];
      await stop();
      assert.equal(code, 1);
      const { scenarios } = JSON.parse(text()) as JsonReport;
      assert.deepEqual(
        scenarios.map(({ outcome, failure }) => [outcome, failure?.why.replace(/^Not within.*/, 'late')]),
        [
          ['broken', 'The browser has ended.'],
          ['failed', 'late'],
        ],
      );
    });

    it('plays what stood in a file when it began, though the file is broken and gone meanwhile', async () => {
      const cwd = await project({
        'a.scenario.json': quick.replace('20s', '3s'),
        'b.scenario.json': quick.replace('20s', '500ms'),
      });
      const { child, text, stop } = await midway(cwd, ['--workers', '1']);
      await unlink(join(cwd, 'a.scenario.json'));
      await writeFile(join(cwd, 'b.scenario.json'), '{');
      await once(child, 'exit');
      await stop();
      assert.deepEqual(
        (JSON.parse(text()) as JsonReport).scenarios.map(({ outcome }) => outcome),
        ['failed', 'failed'],
      );
    });
  });

  describe('with --command', () => {
    const serverText = (port: number, more = '') => `
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      ${more}
      require('node:http').createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(
        '<script>parent.postMessage({event:"subscribe",data:"interaction",referenceId:"0",userAgent:"WWE Client",protocolVersion:2},"*")</script>'
      )).listen(${port}, '127.0.0.1');
      require('node:fs').writeFileSync('pid', String(process.pid));`;

    it("starts the widget's server, waits for it, and ends it with all its children", async () => {
      const port = await freePort();
      const cwd = await project({ 'quick.scenario.json': quick, 'server.js': serverText(port) });
      const command = `"${process.execPath}" server.js`;
      const args = ['test', '.', '--widget', `http://127.0.0.1:${port}/`, '--command', command];
      const { code, stdout, stderr } = await deskside(args, cwd);
      assert.equal(code, 0, stdout + stderr);
      const server = Number(await readFile(join(cwd, 'pid'), 'utf8'));
      assert.deepEqual(await alive([server, ...(await descendants(server))]), []);
      // The port is free again.
      const next = await deskside(args, cwd);
      assert.equal(next.code, 0, next.stderr);
    });

    it('says why a server does not come up, and refuses one that runs already', async () => {
      const cwd = await project({ 'quick.scenario.json': quick });
      const site = new LoopbackServer((_, response) => response.end());
      await site.start();
      const taken = `http://127.0.0.1:${site.port}/`;
      const run = (url: string, command: string) => deskside(['test', '.', '--widget', url, '--command', command], cwd);
      const [running, ended] = await Promise.all([
        run(taken, 'echo'),
        run('http://127.0.0.1:9/', 'echo no such script >&2; exit 3'),
      ]);
      await site.stop();
      assert.deepEqual([running.code, ended.code], [1, 1]);
      assert.match(running.stderr, /^Something answers at .* before "echo" is started\. End it/);
      assert.match(ended.stderr, /^"echo .*" ended with code 3 before anything answered .*\nno such script\n$/);
      const unnamed = await deskside(['test', '.', '--command', 'echo'], cwd);
      assert.match(unnamed.stderr, /Name the widget too, with --widget\.\n$/);
    });
  });

  it('serve prints an address that holds the scenario, and nothing serves the file', async () => {
    const child = spawn(process.execPath, [...[file, 'serve', '--port', '0', '--json'], ...['--scenario', 'chat']]);
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { workspace, pageKey } = JSON.parse(line.toString()) as { workspace: string; pageKey: string };
      const parameters = new URLSearchParams(new URL(workspace).hash.slice(1));
      assert.equal(parameters.get('key'), pageKey);
      assert.deepEqual(decodeScenario(parameters.get('scenario') ?? ''), { scenario: findShippedScenario('chat') });
    } finally {
      child.kill();
    }
  });
});

/** Those that are there and no zombies. */
async function alive(pids: readonly number[]): Promise<number[]> {
  const states = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X')));
  return pids.filter((_, index) => !/\) [ZX]/.test(states[index] ?? ''));
}
