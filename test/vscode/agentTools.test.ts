import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as vscode from 'vscode';
import { agentTools } from '../../src/agents/catalogue';
import type { Deskside } from '../../src/editor/deskside';
import { BrokenWidget } from '../support/brokenWidget';
import { FakePage } from '../support/fakePage';
import { McpAgent, readReply } from '../support/mcpAgent';
import type { ToolReply } from '../support/mcpAgent';
import { mendWidget } from '../support/scriptedAgent';
import { until } from '../support/until';
import { deskside, setPort, startOnFreePort } from './support/deskside';

const foreign = 'http://widget.example:5173';
const livePages = 'deskside.agents.livePages';
/** By what users let tools run by themselves. Newer versions ask about it in a dialog, which tests get none of. */
const autoApproval = 'chat.tools.autoApprove';

/** Calls a tool as the agents of VS Code do. */
async function call(name: string, input: Record<string, unknown> = {}): Promise<ToolReply> {
  try {
    const { content } = await vscode.lm.invokeTool(
      name,
      { input, toolInvocationToken: undefined },
      new vscode.CancellationTokenSource().token,
    );
    return readReply(
      content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n'),
    );
  } catch (error) {
    return readReply(error instanceof Error ? error.message : String(error), true);
  }
}

async function set(setting: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
}

describe('the tools for the language models of VS Code', () => {
  let inspection: Deskside;
  let port: number;
  let key: string;
  before(async () => {
    inspection = await deskside();
    port = await startOnFreePort();
    key = inspection.connection.access?.pageKey ?? '';
  });
  after(async () => {
    await vscode.commands.executeCommand('deskside.forgetOrigins');
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
    for (const setting of [livePages, autoApproval]) await set(setting, undefined).catch(() => undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('are all there, and say which arguments do not fit', async () => {
    for (const { name } of agentTools) {
      const { isError, whole } = await call(name, { nonsense: 1 });
      assert.ok(isError, name);
      assert.match(whole, /nonsense/, name);
    }
  });

  it('are listed once Deskside is in use', async () => {
    const names = agentTools.map(({ name }) => name).toSorted();
    const listed = () => vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('deskside_'));
    await until('the list', () => listed().length === names.length);
    assert.deepEqual(listed().toSorted(), names);
  });

  it('let an agent mend a widget: see the call that failed and its place, change the file, and prove it', async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const folder = await mkdtemp(join(workspace.uri.fsPath, 'agents-'));
    const widget = await BrokenWidget.start(folder);
    try {
      await mendWidget({ call }, widget);
      const view = await call('deskside_view_simulator', { picture: 'widget' });
      assert.match(view.words, /of the console/);
    } finally {
      await widget.stop();
      await rm(folder, { recursive: true });
    }
  });

  it('name what does not fit, and read no file outside of the folder', async () => {
    assert.match((await call('deskside_get_record', {})).whole, /seq: |required/);
    assert.match((await call('deskside_check_file', { path: '/etc/hosts' })).whole, /no file .* in the folders/);
  });

  it('follow the imports of a file no further than the folder', async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const outside = await mkdtemp(join(dirname(workspace.uri.fsPath), 'outside-'));
    const inside = await mkdtemp(join(workspace.uri.fsPath, 'inside-'));
    try {
      for (const folder of [outside, inside]) {
        await writeFile(join(folder, 'api.js'), 'export const calls = genesys.wwe.service.interaction;\n');
        const file = join(inside, 'widget.js');
        const imported = relative(inside, join(folder, 'api.js'));
        await writeFile(file, `import { calls } from './${imported}';\ncalls.acept('1', () => {}, () => {});\n`);
        const { words } = await call('deskside_check_file', { path: file });
        assert.equal(words, folder === inside ? '1 problem found.' : 'No problems found.');
      }
    } finally {
      await rm(outside, { recursive: true });
      await rm(inside, { recursive: true });
    }
  });

  it('call no service on a live page unless the setting allows it, and ask the user then, whatever is approved by itself', async () => {
    await inspection.session.allowOrigin(foreign);
    const live = await FakePage.connect(port, key, { origin: foreign, place: 'widget', id: 'live-page-1' });
    await until('the page', () => inspection.session.pages.has(live.id));
    const transfer = { page: live.id, service: 'voice.dial', parameters: ['5550123'] };
    try {
      await set(autoApproval, true).catch(() => undefined);
      const off = await call('deskside_invoke_service', transfer);
      assert.match(
        off.whole,
        /make no calls on live pages\. Only the user can allow that, by the setting deskside\.agents\.livePages/,
      );
      await set(livePages, true);
      // Tests of VS Code get no modals: VS Code refuses to show them, and says what it would have asked.
      const asked = await call('deskside_invoke_service', transfer);
      assert.ok(asked.isError);
      assert.match(asked.whole, /dialog/i);
      assert.deepEqual(live.invoked, []);
    } finally {
      await live.close();
    }
  });

  it('are there for other agents too: the copied configuration starts a server that joins the relay of the windows', async () => {
    await vscode.commands.executeCommand('deskside.copyMcpConfiguration');
    const { mcpServers } = JSON.parse(await vscode.env.clipboard.readText()) as {
      readonly mcpServers: { readonly deskside: { readonly command: string; readonly args: readonly string[] } };
    };
    const [file = '', ...args] = mcpServers.deskside.args;
    assert.deepEqual([mcpServers.deskside.command, args[0], args[1]], ['node', 'mcp', '--keys']);
    assert.equal((await stat(args[2] ?? '')).mode & 0o777, 0o600);
    const page = await FakePage.connect(port, key, { id: 'fake-page-7' });
    const agent = await McpAgent.start(file, args.slice(1));
    try {
      assert.equal((await agent.tools()).length, agentTools.length);
      const { data } = await agent.call('deskside_list_pages');
      assert.ok(data.some((each) => each.page === 'fake-page-7'));
    } finally {
      await agent.close();
      await page.close();
    }
  });
});
