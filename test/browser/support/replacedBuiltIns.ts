// Runs in a page, in a bundle as pages load it: what the bridge does on the way of a record.
import { callSite } from '../../../src/bridge/observe/callSite';
import { EventDeduplicator } from '../../../src/bridge/observe/eventDeduplicator';
import { watchService } from '../../../src/bridge/observe/libraryWatch';
import { RecordBuffer } from '../../../src/bridge/records/recordBuffer';
import { Recorder } from '../../../src/bridge/records/recorder';
import { RecordSender } from '../../../src/bridge/records/recordSender';
import { jsonText, liveSnapshot, snapshot } from '../../../src/bridge/records/snapshot';
import { PendingReplies } from '../../../src/bridge/workspace/pendingReplies';
import { pageHello } from '../../../src/protocol/pageHello';
import { relayToPage } from '../../../src/protocol/pageMessages';
import { Peer } from '../../../src/protocol/peer';

class TextPeer extends Peer<typeof pageHello, typeof relayToPage> {
  protected override write(value: unknown): string {
    return jsonText(value);
  }
}

const buffer = new RecordBuffer({ records: 100, bytes: 100_000 }, () => 0);
const recorder = new Recorder(
  buffer,
  () => 0,
  () => undefined,
);
const deduplicator = new EventDeduplicator(() => 0);
const pending = new PendingReplies(() => ({ dispose: () => undefined }));

/** Everything is called after the page has replaced what it can; the objects are the page's. */
async function work(event: string, page: object, told: (sent: readonly string[]) => void): Promise<void> {
  const sent: string[] = [];
  const sender = new RecordSender(
    buffer,
    () => ({ page: 'page-of-test', epoch: 1 }),
    () => undefined,
  );
  const data: unknown = snapshot(event).value;
  deduplicator.begin(['interaction']);
  for (const route of ['private', 'widget'] as const) {
    if (deduplicator.copyOf(route, 'interaction', event) !== undefined) continue;
    const record = recorder.record({ kind: 'event', name: 'interaction', data: page });
    deduplicator.recorded(route, 'interaction', event, record);
  }
  recorder.record({ kind: 'desk', whole: true, interactions: [{ interactionId: '7', parties: ['a', 'b'] }] });
  recorder.record({ kind: 'call', callId: '1', by: 'widget', service: 'a.b', parameters: liveSnapshot([data, page]) });
  recorder.record({ kind: 'event', name: 'other', data: { big: 'x'.repeat(300_000) } });
  recorder.describe();
  watchService(page, {
    sendMessage: (original) => original(),
    targetWWEWindow: (original) => original(),
  });
  pending.expect('7', 1000, ({ outcome }) => sent.push(outcome));
  sent.push(callSite(undefined)?.file ?? 'no call site');
  pending.take({ referenceId: '7' });
  sender.attach((text) => sent.push(text), 0);
  sender.acknowledged(1, 2);
  const called = new Promise<void>((resolve) => resolve());
  let answered: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => (answered = resolve));
  const peer = new TextPeer(
    pageHello,
    relayToPage,
    {
      invoke: async () => {
        await called;
        return { outcome: 'succeeded', data: ['a', ['b']], durationMs: 1 };
      },
      describe: () => undefined,
      ack: () => undefined,
    },
    (text) => {
      sent.push(text);
      if (text.includes('"id":9')) answered();
    },
  );
  const greeted = peer.request('hello', {
    version: 1,
    page: 'page-of-test',
    epoch: 1,
    title: '',
    location: '',
    place: 'widget',
    bridge: '',
  });
  peer.receive('{"jsonrpc":"2.0","id":1,"result":{"relay":"test","seq":0}}');
  peer.receive('{"jsonrpc":"2.0","id":9,"method":"invoke","params":{"service":"a.b","parameters":[1]}}');
  const { relay } = await greeted;
  await answer;
  sent.push(relay);
  told(sent);
}

Reflect.defineProperty(window, 'work', { value: work });
