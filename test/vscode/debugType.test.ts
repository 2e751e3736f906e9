import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { chromiumArguments } from '../../scripts/hosts/chromiumArguments';
import type { Deskside } from '../../src/editor/deskside';
import { LoopbackServer } from '../support/loopbackServer';
import { until } from '../support/until';
import { deskside, freePort, setPort } from './support/deskside';
import { FramedWidget } from './support/framedWidget';
import { extension } from './support/manifest';
import { Stops } from './support/stops';

const browserTimeoutMs = 60_000;
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

describe('a debug configuration of type deskside', function () {
  this.timeout(3 * browserTimeoutMs);
  let inspection: Deskside;
  /** A widget as somebody develops it: a folder, and a server of another origin than the relay. */
  let folder: string;
  let server: LoopbackServer;
  let stops: Stops;
  let profile: string;

  before(async () => {
    inspection = await deskside();
    await setPort(await freePort());
    folder = await mkdtemp(join(tmpdir(), 'deskside-widget-'));
    await cp(join(extension().extensionPath, 'media/web/widget'), folder, { recursive: true });
    server = new LoopbackServer(({ url = '' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const name = pathname === '/' ? '/index.html' : pathname;
      readFile(join(folder, name)).then(
        (content) => response.writeHead(200, { 'Content-Type': types[extname(name)] ?? 'text/plain' }).end(content),
        () => response.writeHead(404).end(),
      );
    });
    await server.start();
    stops = new Stops();
  });
  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), 'deskside-profile-'));
  });
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    await until('the end of what was started', () => inspection.session.status.kind === 'off', browserTimeoutMs);
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(async () => {
    stops.dispose();
    await server.stop();
    await rm(folder, { recursive: true });
    await setPort(undefined);
  });

  const widget = () => `http://localhost:${server.port}/`;

  const launch = (more: object) => ({
    type: 'deskside',
    request: 'launch',
    name: 'Widget in Workspace',
    runtimeExecutable: process.env.CHROMIUM_EXECUTABLE,
    runtimeArgs: [...chromiumArguments, '--headless'],
    userDataDir: profile,
    webRoot: folder,
    ...more,
  });

  /** Sets a breakpoint at the first line of the sample widget that has this text, and returns the line, from 1. */
  async function breakAt(text: string): Promise<number> {
    const path = join(folder, 'widget.js');
    const line = (await readFile(path, 'utf8')).split('\n').findIndex((each) => each.includes(text));
    assert.notEqual(line, -1);
    const place = new vscode.Location(vscode.Uri.file(path), new vscode.Position(line, 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
    return line + 1;
  }

  const nextStop = () => until('a stop', () => stops.next(), browserTimeoutMs);

  it('stops at a breakpoint in the widget as a scenario is played, and the variables can be read', async () => {
    const line = await breakAt('if (interaction !== undefined) {');
    assert.ok(await vscode.debug.startDebugging(undefined, launch({ widget: widget(), scenario: 'inbound-call' })));
    const stop = await nextStop();
    // Where VS Code runs on a server, it hands a path over as a whole address.
    assert.ok(stop.path?.endsWith(join(folder, 'widget.js')), stop.path);
    assert.equal(stop.line, line);
    assert.match(stop.variables.get('eventType') ?? '', /RINGING/);
    assert.match(stop.variables.get('interaction') ?? '', /interactionId/);
    const connected = [...inspection.session.pages.values()].filter(({ info }) => info.connected);
    assert.deepEqual(
      connected.map(({ info }) => info.place),
      ['simulator'],
    );
    await stop.goOn();
  });

  it('stops at a breakpoint in code that runs as the widget is loaded, in the widget of each interaction, too', async () => {
    const line = await breakAt('const workspace = new WorkspaceClient();');
    assert.ok(
      await vscode.debug.startDebugging(
        undefined,
        launch({
          widget: widget(),
          interactionWidget: [`${widget()}?id=$Interaction.Id$`],
          scenario: 'inbound-call',
        }),
      ),
    );
    for (const what of ['the widget', 'the widget of the interaction']) {
      const stop = await nextStop();
      assert.equal(stop.line, line, what);
      await stop.goOn();
    }
  });

  it('waits until the server of the widget answers', async () => {
    const { port } = server;
    await server.stop();
    // Deskside finds the browser itself here.
    const starting = vscode.debug.startDebugging(undefined, launch({ widget: widget(), runtimeExecutable: undefined }));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(inspection.session.status.kind, 'off');
    await server.start(port);
    assert.ok(await starting);
    await until('the simulated Workspace', () => inspection.session.pages.size > 0, browserTimeoutMs);
  });

  for (const when of ['before', 'during'] as const) {
    it(`leaves Deskside running where the user started it ${when} the session`, async () => {
      const connected = () => [...inspection.session.pages.values()].some(({ info }) => info.connected);
      if (when === 'before') await vscode.commands.executeCommand('deskside.start');
      assert.ok(await vscode.debug.startDebugging(undefined, launch({ widget: widget() })));
      await until('the simulated Workspace', connected, browserTimeoutMs);
      if (when === 'during') await vscode.commands.executeCommand('deskside.start');
      await vscode.debug.stopDebugging();
      await until('the end of the page', () => !connected(), browserTimeoutMs);
      assert.equal(inspection.session.status.kind, 'connected');
      await vscode.commands.executeCommand('deskside.stop');
    });
  }

  it('can be started again, and ends what it started all the same', async () => {
    const loads = () =>
      [...inspection.session.pages.values()].flatMap(({ id, info }) => (info.connected ? [`${id} ${info.epoch}`] : []));
    assert.ok(await vscode.debug.startDebugging(undefined, launch({ widget: widget() })));
    const [first] = await until('the simulated Workspace', () => loads().length > 0 && loads(), browserTimeoutMs);
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    await until('the next load of it', () => loads().length > 0 && !loads().includes(first ?? ''), browserTimeoutMs);
  });

  it('is started by another configuration once the server of that is ready', async () => {
    const program = join(folder, 'server.cjs');
    await writeFile(program, `console.log('listening on ${widget()}'); setInterval(() => undefined, 1000);`);
    const started = await vscode.debug.startDebugging(undefined, {
      type: 'node',
      request: 'launch',
      name: 'server',
      program,
      console: 'internalConsole',
      serverReadyAction: { action: 'startDebugging', pattern: 'listening on', config: launch({ widget: widget() }) },
    });
    assert.ok(started);
    await until('the simulated Workspace', () => inspection.session.pages.size > 0, browserTimeoutMs);
  });

  /** A script that serves the widget for as long as it runs, on another port than the test does. */
  async function ownServer(): Promise<{ readonly command: string; readonly address: string }> {
    const port = await freePort();
    const script = `const { createServer } = require('node:http'), { createReadStream } = require('node:fs');
      const { extname } = require('node:path'), types = ${JSON.stringify(types)};
      createServer(({ url }, response) => {
        const name = new URL(url, 'http://localhost').pathname.slice(1) || 'index.html';
        response.setHeader('Content-Type', types[extname(name)] ?? 'text/plain');
        createReadStream(name).on('error', () => response.writeHead(404).end()).pipe(response);
      }).listen(${port}, 'localhost', () => console.log('The widget is at http://localhost:${port}/'));`;
    await writeFile(join(folder, 'serve.cjs'), script);
    return { command: 'node serve.cjs', address: `http://localhost:${port}/` };
  }

  /** VS Code for the desktop has terminals; the server from the npm registry comes without what they need. */
  async function hasTerminals(): Promise<boolean> {
    if (vscode.env.uiKind === vscode.UIKind.Desktop) return true;
    const native = join(vscode.env.appRoot, 'node_modules/node-pty/build/Release/pty.node');
    return access(native).then(
      () => true,
      () => false,
    );
  }

  it('runs the task that serves the widget before', async function () {
    if (!(await hasTerminals())) this.skip();
    const { command, address } = await ownServer();
    const [root] = vscode.workspace.workspaceFolders ?? [];
    const tasks = join(root?.uri.fsPath ?? '', '.vscode', 'tasks.json');
    const template = await readFile(join(extension().extensionPath, 'templates/common/.vscode/tasks.json'), 'utf8');
    const [label, options] = ['Serve the widget', { cwd: folder }];
    await mkdir(dirname(tasks), { recursive: true });
    await writeFile(tasks, template.replace('"npm run dev"', `"${command}", "options": ${JSON.stringify(options)}`));
    try {
      await until('the task', async () => (await vscode.tasks.fetchTasks()).some(({ name }) => name === label));
      const task = { widget: address, preLaunchTask: label };
      assert.ok(await vscode.debug.startDebugging(root, launch(task)));
      await until('the simulated Workspace', () => inspection.session.pages.size > 0, browserTimeoutMs);
    } finally {
      for (const execution of vscode.tasks.taskExecutions) execution.terminate();
      await rm(dirname(tasks), { recursive: true });
    }
  });

  it('is started from a terminal that serves the widget', async function () {
    if (!(await hasTerminals())) this.skip();
    const { command, address } = await ownServer();
    const started = await vscode.debug.startDebugging(undefined, {
      type: 'node-terminal',
      request: 'launch',
      name: 'serve',
      command,
      cwd: folder,
      serverReadyAction: { action: 'startDebugging', pattern: 'The widget is at', config: launch({ widget: address }) },
    });
    assert.ok(started);
    await until('the simulated Workspace', () => inspection.session.pages.size > 0, browserTimeoutMs);
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  const refused: readonly (readonly [string, object])[] = [
    ['a widget that has no whole address', { widget: 'localhost:5173' }],
    ['a browser that is unknown', { browser: 'netscape' }],
    ['a browser that this VS Code has not', { browser: 'editor-browser' }],
    ['a scenario that is not there', { scenario: 'no-such.scenario.yaml' }],
    ['a scenario in a live Workspace', { scenario: 'chat', url: 'https://workspace.example/' }],
    ['a browser to attach to that does not answer', { request: 'attach', port: 1 }],
  ];
  for (const [what, more] of refused) {
    it(`starts nothing for ${what}`, async () => {
      assert.equal(await vscode.debug.startDebugging(undefined, launch(more)), false);
      assert.equal(inspection.session.status.kind, 'off');
    });
  }

  describe('for a live Workspace', () => {
    let site: FramedWidget;
    before(async () => {
      site = await FramedWidget.start();
    });
    after(() => site.stop());

    /** The user allows the origin of the widget, as everywhere. */
    async function bridgeInWidget(): Promise<void> {
      await inspection.session.allowOrigin(site.widgetOrigin);
      await until(
        'the bridge in the widget',
        () =>
          [...inspection.session.pages.values()].some(
            ({ info }) => info.connected && info.origin === site.widgetOrigin && info.place === 'widget',
          ),
        browserTimeoutMs,
      );
    }

    it('opens its address, and the bridge comes with it', async () => {
      assert.ok(await vscode.debug.startDebugging(undefined, launch({ url: site.address })));
      await bridgeInWidget();
    });

    it('attaches to a browser that shows it already', async () => {
      const port = await freePort();
      const browser = await startBrowser(port, site.address);
      try {
        const attach = { type: 'deskside', request: 'attach', name: 'Live Workspace', port };
        await until(
          'the browser',
          async () => (await vscode.debug.startDebugging(undefined, attach)) || undefined,
          browserTimeoutMs,
        );
        await bridgeInWidget();
      } finally {
        browser.kill();
        await once(browser, 'exit');
      }
    });
  });

  async function startBrowser(port: number, address: string): Promise<ChildProcess> {
    const browser = spawn(
      process.env.CHROMIUM_EXECUTABLE ?? '',
      [...chromiumArguments, '--headless', `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, address],
      { stdio: 'ignore' },
    );
    await once(browser, 'spawn');
    return browser;
  }
});
