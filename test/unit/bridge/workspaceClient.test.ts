import assert from 'node:assert/strict';
import { CallRecorder } from '../../../src/bridge/workspace/callRecorder';
import { WorkspaceClient } from '../../../src/bridge/workspace/workspaceClient';
import type { Channel } from '../../../src/bridge/workspace/workspaceClient';
import { PendingReplies } from '../../../src/bridge/workspace/pendingReplies';
import { RecordBuffer } from '../../../src/bridge/records/recordBuffer';
import { Recorder } from '../../../src/bridge/records/recorder';
import { ManualClock } from './support/manualClock';

describe('what the bridge says to Workspace', () => {
  const call = { by: 'tool', service: 'interaction.accept', parameters: ['1'] } as const;

  /** A client on two channels, with what was posted on them; nobody answers by himself. */
  function silentWorkspace() {
    const clock = new ManualClock();
    const posted: string[] = [];
    const pending = new PendingReplies(clock.later);
    const channel: Channel = {
      post: (message) => posted.push('request' in message ? String(message.request) : 'subscribe'),
      pending,
      subscribes: true,
      frameId: undefined,
    };
    const recorder = new Recorder(
      new RecordBuffer({ records: 100, bytes: 100_000 }, clock.now),
      clock.now,
      () => undefined,
    );
    const open = () => Promise.resolve(channel);
    const calls = new CallRecorder(recorder, clock.now);
    const client = new WorkspaceClient(
      { isAbsent: false, mayBeLate: false },
      [open, open],
      (ask) => ask({ by: 'bridge', service: 'subscribe' }, 10_000),
      calls,
      'x',
      () => undefined,
      () => 'nobody is there',
      clock.later,
      clock.now,
    );
    return { clock, posted, client };
  }

  it('never makes a call after whoever wanted it has given up', async () => {
    const { clock, posted, client } = silentWorkspace();
    client.open();
    const ended = client.call(call, 10_000);
    // Each of the channels is tried for ten seconds; the turns let one follow the other.
    for (let second = 0; second < 30; second++) {
      clock.pass(1000);
      await new Promise(setImmediate);
    }
    assert.equal((await ended).outcome, 'notSent');
    assert.ok(!posted.includes(call.service), posted.join(' '));
  });
});
