// A page in a process of its own: the bridge's whole way to the relay, in a window that is as small as it can be.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Invocation } from '../../../../src/bridge/invoker';
import { RelaySide } from '../../../../src/bridge/relaySide';
import { webSocketTransport } from '../../../../src/bridge/webSocketTransport';
import type { InvokeResult } from '../../../../src/protocol/messages';
import { bareWindow, socketsOf } from '../../../support/bareWindow';
import { follow, tell } from './told';

const [url = '', key = '', origin = '', storage = ''] = process.argv.slice(2);

Reflect.set(globalThis, 'WebSocket', socketsOf(origin));

/** Outlives the process, as that of a tab outlives the load of a page. */
const sessionStorage = {
  getItem: () => (existsSync(storage) ? readFileSync(storage, 'utf8') : null),
  // Whole or not at all, as a browser keeps it, wherever the process is killed.
  setItem: (_: string, value: string) => {
    writeFileSync(`${storage}.new`, value);
    renameSync(`${storage}.new`, storage);
  },
};
/** The loads are counted here for the test, whatever the bridge makes of them. */
const loads = `${storage}.loads`;
const load = 1 + (existsSync(loads) ? Number(readFileSync(loads, 'utf8')) : 0);
writeFileSync(loads, `${load}`);
const page = bareWindow(origin, sessionStorage);

const relaySide = new RelaySide(
  page,
  'widget',
  webSocketTransport(url, key, () => page.document.title),
  () => undefined,
  invoke,
);
let events = 0;

relaySide.start();
follow((order) => {
  if (order.do !== 'record') return;
  record(order.count, order.bytes);
});
tell({ news: 'ready' });

/** What an event carries is which one it is. The test hears of it before it leaves. */
function record(count: number, bytes: number): void {
  for (let left = count; left > 0; left--) {
    const data = { mark: `${load}/${++events}`, filler: 'x'.repeat(bytes) };
    relaySide.recorder.record({ kind: 'event', name: 'agent', data });
  }
  tell({ news: 'recorded', load, events });
}

function invoke({ parameters }: Invocation): Promise<InvokeResult> {
  tell({ news: 'invoked', id: String(parameters?.[0]) });
  record(1, 0);
  return Promise.resolve({ outcome: 'succeeded', durationMs: 1 });
}
