import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exampleScenario } from '../../src/agents/simulator/playScenario';
import { brokenFile } from './brokenWidget';
import type { BrokenWidget } from './brokenWidget';
import type { ToolReply } from './mcpAgent';
import { until } from './until';

/** The tools as an agent has them, over whatever. */
export interface ToolCaller {
  call(name: string, args?: Record<string, unknown>): Promise<ToolReply>;
}

/**
 * An agent with fixed choices, which mends a widget: it brings in a call, reads, sees the call of a service that failed and
 * its place, changes the file, brings in a call again, and plays a scenario.
 */
export async function mendWidget(tools: ToolCaller, widget: BrokenWidget): Promise<void> {
  const failed = await tryOut(tools, widget, { onlyFailed: true, kinds: ['reply'] });
  assert.match(String(failed.what), /setUserDta/);
  const { data } = await tools.call('deskside_get_record', { seq: failed.seq });
  const [reply, call] = data;
  assert.deepEqual([reply?.outcome, call?.role, call?.service], ['failed', 'call', 'interaction.setUserDta']);

  const advice = await tools.call('deskside_describe_method', { method: String(call?.service) });
  const meant = /Did you mean (interaction\.\w+)\?/.exec(advice.words)?.[1] ?? '';
  const file = join(widget.folder, brokenFile);
  const checks = await tools.call('deskside_check_file', { path: file });
  assert.equal(checks.data[0]?.check, 'unknown-service');
  const line = Number(checks.data[0].line) - 1;

  const lines = (await readFile(file, 'utf8')).split('\n');
  lines[line] = lines[line]?.replace('interaction.setUserDta', meant) ?? '';
  await writeFile(file, lines.join('\n'));

  assert.equal((await tools.call('deskside_check_file', { path: file })).words, 'No problems found.');
  const noted = await tryOut(tools, widget, { name: 'setUserData', kinds: ['reply'] });
  assert.match(String(noted.what), /succeeded/);
  const shown = await tools.call('deskside_list_interactions', { interactionId: '1' });
  assert.deepEqual(shown.data[0]?.userData, { Name: 'Jane Roe', Seen: 'yes' });
  const played = await tools.call('deskside_play_scenario', { text: exampleScenario });
  assert.match(played.words, /^The scenario passed\./);
}

/** Brings in a call with the widget as it is now, accepts it, and waits for a record that fits. */
async function tryOut(
  tools: ToolCaller,
  widget: BrokenWidget,
  filter: Record<string, unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const started = await tools.call('deskside_start_simulator', { widgets: [widget.address] });
  assert.equal(started.data[0]?.state, 'subscribed', started.whole);
  const came = await tools.call('deskside_bring_in', {
    interaction: { media: 'voice', userData: { Name: 'Jane Roe' } },
  });
  assert.deepEqual(came.data[0]?.agentCan, ['accept', 'reject']);
  await tools.call('deskside_act', { action: { do: 'accept', interactionId: '1' } });
  return until('what the widget does about it', async () => {
    const { data } = await tools.call('deskside_list_records', filter);
    return data.at(-1);
  });
}
