// A page in a process of its own: the bridge's whole way to the relay, in a window that is as small as it can be.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Invocation } from '../../../../src/bridge/workspace/invoker';
import { RelaySide } from '../../../../src/bridge/relay/relaySide';
import { provenTransport } from '../../../../src/bridge/relay/provenTransport';
import { webSocketTransport } from '../../../../src/bridge/relay/webSocketTransport';
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
    tellRecorded(events);
  },
};
/** The loads are counted here for the test, whatever the bridge makes of them. */
const loads = `${storage}.loads`;
const load = 1 + (existsSync(loads) ? Number(readFileSync(loads, 'utf8')) : 0);
writeFileSync(loads, `${load}`);
const page = bareWindow(origin, sessionStorage);

let events = 0;
let told = 0;
/** How many events there were when a frame went out, by the number of its last record. */
const sent = new Map<number, number>();

const openSocket = provenTransport(webSocketTransport(url), { key }, url);
const relaySide = new RelaySide(
  page,
  { place: 'widget' },
  (owner) => {
    const transport = openSocket({
      ...owner,
      message: (text) => {
        const acknowledged = Number(/"method":"ack".*"seq":(\d+)/.exec(text)?.[1] ?? 0);
        owner.message(text);
        for (const [seq, made] of sent) if (seq <= acknowledged) tellRecorded(made);
      },
    });
    return {
      ...transport,
      send: (text) => {
        const [last] = [...text.matchAll(/"seq":(\d+)/g)].slice(-1);
        if (last !== undefined) sent.set(Number(last[1]), events);
        transport.send(text);
      },
    };
  },
  () => false,
  invoke,
);
relaySide.start();
follow((order) => {
  if (order.do !== 'record') return;
  record(order.count, order.bytes);
});
tell({ news: 'ready' });

/** The test hears of what is stored or acknowledged: the bridge does not promise to know of more after a crash. */
function tellRecorded(made: number): void {
  if (made > told) tell({ news: 'recorded', load, events: made });
  told = Math.max(told, made);
}

/** What an event carries is which one it is. */
function record(count: number, bytes: number): void {
  for (let left = count; left > 0; left--) {
    const data = { mark: `${load}/${++events}`, filler: 'x'.repeat(bytes) };
    relaySide.recorder.record({ kind: 'event', name: 'agent', data });
  }
}

function invoke({ parameters }: Invocation): Promise<InvokeResult> {
  tell({ news: 'invoked', id: String(parameters?.[0]) });
  record(1, 0);
  return Promise.resolve({ outcome: 'succeeded', durationMs: 1 });
}
