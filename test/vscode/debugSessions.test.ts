import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Deskside } from '../../src/editor/deskside';
import { chromiumArguments } from '../../scripts/hosts/chromiumArguments';
import type { Page } from '../../src/session/page';
import { until } from '../support/until';
import { deskside, setPort, startOnFreePort } from './support/deskside';
import { FramedWidget } from './support/framedWidget';

const browserTimeoutMs = 60_000;

describe('a browser that VS Code debugs', function () {
  this.timeout(3 * browserTimeoutMs);
  let inspection: Deskside;
  let site: FramedWidget;
  let profile: string;

  before(async () => {
    inspection = await deskside();
    site = await FramedWidget.start();
    profile = await mkdtemp(join(tmpdir(), 'deskside-profile-'));
    await startOnFreePort();
    await inspection.session.allowOrigin(site.widgetOrigin);
  });
  afterEach(async () => {
    await autoAttach(undefined);
    await vscode.debug.stopDebugging();
    await until('the pages are gone', () => widget() === undefined, browserTimeoutMs);
  });
  after(async () => {
    await site.stop();
    await rm(profile, { recursive: true, force: true });
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('shows a deployed widget in a frame of another site, when the user attaches, and again after a reload', async () => {
    await debug();
    await attachUntilDone();
    const page = await until('the widget', widget, browserTimeoutMs);
    assert.equal(page.info.title, 'A deployed widget');
    const result = await inspection.session.invoke(page.id, 'agent.getStateList', []);
    assert.equal(result.outcome, 'succeeded');
    const next = nextAfter(page);
    // The reload may overtake the answer.
    await inspection.session.invoke(page.id, 'voice.hold', ['1']).catch((error: unknown) => {
      assert.ok(error instanceof Error && 'kind' in error, String(error));
      assert.equal(error.kind, 'outcomeUnknown');
    });
    await next;
  });

  it('is attached to by itself where the setting says so, and again when debugging is restarted', async () => {
    await autoAttach(true);
    await debug();
    const page = await until('the widget', widget, browserTimeoutMs);
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    await nextAfter(page);
  });

  /** The widget, loaded again. */
  function nextAfter({ id, info: { epoch } }: Page): Promise<Page> {
    const next = () => {
      const page = widget();
      return page !== undefined && (page.id !== id || page.info.epoch !== epoch) && page;
    };
    return until('the next load', next, browserTimeoutMs);
  }

  function widget(): Page | undefined {
    return [...inspection.session.pages.values()].find(
      ({ info }) => info.origin === site.widgetOrigin && info.connected,
    );
  }

  async function autoAttach(value: boolean | undefined): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('deskside');
    await configuration.update('debug.autoAttach', value, vscode.ConfigurationTarget.Global);
  }

  async function debug(): Promise<void> {
    const started = await vscode.debug.startDebugging(undefined, {
      type: 'chrome',
      request: 'launch',
      name: 'A widget in Workspace',
      url: site.address,
      runtimeExecutable: process.env.CHROMIUM_EXECUTABLE,
      runtimeArgs: [...chromiumArguments, '--headless'],
      userDataDir: profile,
      browserLaunchLocation: 'workspace',
    });
    assert.ok(started);
  }

  /** The debugger shares a session as soon as it has its page. */
  async function attachUntilDone(): Promise<void> {
    await until(
      'the debugger to share the session',
      async () => (await vscode.commands.executeCommand('deskside.attach')) === true,
      browserTimeoutMs,
    );
  }
});
