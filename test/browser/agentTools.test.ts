import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { agentTools } from '../../src/agents/catalogue';
import { BrokenWidget } from '../support/brokenWidget';
import { LoopbackServer } from '../support/loopbackServer';
import { McpAgent } from '../support/mcpAgent';
import { mendWidget } from '../support/scriptedAgent';
import { until } from '../support/until';
import { buildCommand } from './support/builtCommand';

describe('the tools for AI agents over MCP, with the simulated Workspace', () => {
  let folder: string;
  let project: string;
  let file: string;
  const agents: McpAgent[] = [];
  before(async () => {
    await ensureChromium();
    folder = await mkdtemp(join(tmpdir(), 'deskside-agents-'));
    project = await mkdtemp(join(folder, 'project-'));
    file = await buildCommand(folder);
  });
  after(async () => {
    await Promise.all(agents.map((agent) => agent.close()));
    await rm(folder, { recursive: true });
  });

  async function started(...args: string[]): Promise<McpAgent> {
    const agent = await McpAgent.start(file, args, { cwd: project });
    agents.push(agent);
    return agent;
  }

  it('are all used, each for what it is for', async () => {
    const agent = await started();
    const used = new Set<string>();
    const call = (name: string, args: Record<string, unknown> = {}) => {
      used.add(name);
      return agent.call(name, args);
    };
    const early = await call('deskside_act', { action: { do: 'accept', interactionId: '1' } });
    assert.match(early.words, /No simulated Workspace runs\. Start one with deskside_start_simulator/);

    const { words, data } = await call('deskside_start_simulator');
    assert.match(words, /^The simulated Workspace runs as page \w+ with 1 widget\./);
    assert.deepEqual([data[0]?.widget, data[0]?.state], ['Sample widget', 'subscribed']);
    const [page] = (await call('deskside_list_pages')).data;
    assert.deepEqual([page?.kind, page?.startedByYou], ['simulated', true]);

    const came = await call('deskside_bring_in', { interaction: { media: 'voice', userData: { Name: 'Jane Roe' } } });
    assert.match(came.words, /^Interaction 1 came in\./);
    assert.deepEqual(came.data[0]?.agentCan, ['accept', 'reject']);
    const wrong = await call('deskside_act', { action: { do: 'hold', interactionId: '1' } });
    assert.ok(wrong.isError);
    assert.match(String(wrong.data[0]?.possible), /possible now: accept, reject/);
    const accepted = await call('deskside_act', { action: { do: 'accept', interactionId: '1' } });
    assert.equal(accepted.data[0]?.state, 'TALKING');
    const [shown] = (await call('deskside_list_interactions', { interactionId: '1' })).data;
    assert.deepEqual(shown?.userData, { Name: 'Jane Roe' });

    const invoked = await call('deskside_invoke_service', {
      ...{ service: 'interaction.setUserData', parameters: ['1', { Reason: 'Test' }] },
    });
    assert.deepEqual(invoked.data[0]?.outcome, 'succeeded');
    const calls = await call('deskside_list_records', { kinds: ['call'], name: 'setUserData' });
    assert.match(String(calls.data[0]?.what), /by AI agent/);
    const one = await call('deskside_get_record', { seq: Number(calls.data[0]?.seq) });
    assert.deepEqual([one.data[0]?.by, one.data[1]?.role], ['agent', 'reply']);

    const ended = await call('deskside_let_happen', { happening: { happens: 'farEndHangsUp', interactionId: '1' } });
    assert.equal(ended.data[0]?.state, 'IDLE');
    const options = await call('deskside_configure_simulator', {
      options: { writeAllowed: 'Reason' },
      faults: [{ effect: 'replyError', name: 'interaction.setUserData', times: 1 }],
    });
    assert.equal(options.data[0]?.writeAllowed, 'Reason');
    const faulty = await call('deskside_invoke_service', {
      ...{ service: 'interaction.setUserData', parameters: ['1', { Reason: 'Again' }] },
    });
    assert.equal(faulty.data[0]?.outcome, 'failed');

    const view = await call('deskside_view_simulator', { picture: 'workspace' });
    assert.equal(view.picture?.subarray(1, 4).toString(), 'PNG');
    assert.ok(view.picture.length < 400_000, `${view.picture.length} bytes`);
    assert.ok((await call('deskside_view_simulator')).picture);

    const played = await call('deskside_play_scenario', { shipped: 'inbound-call' });
    assert.match(played.words, /^The scenario passed\./);
    assert.match((await call('deskside_diagnose_connection')).whole, /Sample widget/);
    await call('deskside_describe_method', { method: 'interaction.accept' });
    await writeFile(join(project, 'empty.js'), '');
    await call('deskside_check_file', { path: 'empty.js' });
    assert.deepEqual([...used].toSorted(), agentTools.map(({ name }) => name).toSorted());
  });

  it('let an agent mend a widget: see the call that failed and its place, change the file, and prove it', async () => {
    const widget = await BrokenWidget.start(project);
    try {
      await mendWidget(await started(), widget);
    } finally {
      await widget.stop();
    }
  });

  it('say what is wrong with a scenario, a widget that does not answer, and arguments of an action', async () => {
    const agent = await started();
    const none = await agent.call('deskside_play_scenario', {});
    assert.match(none.words, /Give one of file, text and shipped/);
    const wrong = await agent.call('deskside_play_scenario', { text: 'scenario: X\nsteps:\n  - expct: {}\n' });
    assert.match(wrong.words, /^This is no scenario: 1 problem\./);
    assert.match(String(wrong.data[0]?.problem), /^text:3:5 /);
    const missing = await agent.call('deskside_play_scenario', { file: '../x.yaml' });
    assert.ok(missing.isError);
    const { data } = await agent.call('deskside_start_simulator', { widgets: ['http://localhost:9/'] });
    assert.equal(data[0]?.state, 'unreachable');
    const noAction = await agent.call('deskside_act', { action: { do: 'accept' } });
    assert.match(noAction.words, /interactionId/);
    const noAddress = await agent.call('deskside_start_simulator', { widgets: ['file:///etc/passwd'] });
    assert.match(noAddress.words, /must begin with http/);
  });

  it('answer and end also where a widget keeps the page of the simulator busy without end', async () => {
    const busy = new LoopbackServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<script>setTimeout(() => { for (;;); }, 1000);</script>'),
    );
    await busy.start();
    const agent = await started();
    try {
      // Of the same site as the page, so that one process runs both.
      await agent.call('deskside_start_simulator', { widgets: [`http://127.0.0.1:${busy.port}/`] });
      const { isError, whole } = await agent.call('deskside_configure_simulator');
      assert.ok(isError);
      assert.match(whole, /does not answer/);
      const again = agent.call('deskside_play_scenario', { shipped: 'inbound-call' });
      const { pid } = agent;
      await agent.close();
      await assert.rejects(again);
      await until('the end of the command', () => !isAlive(pid));
    } finally {
      await busy.stop();
    }
  });

  it('go on when the page of the simulator is gone, and end their browser with the client', async () => {
    const agent = await started();
    await agent.call('deskside_start_simulator');
    const gone = agent.call('deskside_play_scenario', {
      text: 'scenario: Endless\nsteps:\n  - never: { called: crystal.ball, within: 10m }\n',
    });
    const { pid } = agent;
    await until('the scenario', async () => (await agent.call('deskside_list_pages')).data.length > 0);
    await agent.close();
    await assert.rejects(gone);
    await until('the end of the command', () => !isAlive(pid));
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
