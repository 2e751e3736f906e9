import * as v from 'valibot';
import { learned } from '../test/browser/support/bridgeExpectations';
import { BridgeRig } from '../test/browser/support/bridgeRig';
import type { Desk } from '../test/browser/support/bridgeRig';
import type { BridgeTool } from '../test/browser/support/bridgeTool';
import { wholeBrowser } from '../test/browser/support/openBrowser';
import type { Bound, Findings, Row } from './report';
import { Meter } from './support/meter';
import { median } from './support/statistics';

const rounds = 5;
const burst = 20;
const warmUp = 400;

/** What is measured: events of a size in bytes, with the most that one may cost. */
const kinds = [
  { name: '300 B', bytes: 300, events: 3000, boundUs: 40 },
  { name: '2 kB', bytes: 2000, events: 3000, boundUs: 60 },
  { name: '20 kB', bytes: 20_000, events: 1000, boundUs: 200 },
] as const;
/**
 * An interaction has so many keys of user data at most; what is larger has the messages of a chat. An object with hundreds of keys
 * alone costs a page milliseconds for each copy that it gets.
 */
const mostKeys = 60;
const calls = 1000;
const callBoundUs = 150;

/** Run in the widget as text: gets events as a widget does, says when it has a burst, and makes calls. */
const widgetScript = `(() => {
  const { service } = genesys.wwe;
  let events = 0;
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
  service.subscribe('interaction', () => {
    if (++events % ${burst} === 0) parent.postMessage('burst', '*');
  });
  window.makeCalls = async (count) => {
    for (let made = 0; made < count; made += ${burst}) {
      const call = (done) => service.sendMessage({ request: 'agent.get' }, done, done);
      await Promise.all(Array.from({ length: ${burst} }, () => new Promise(call)));
    }
  };
})()`;

/** Run in Workspace as text: sends events in bursts, each when the widget has the one before. */
const workspaceScript = `window.play = async (bytes, count) => {
  const userData = {}, messages = [];
  const interaction = { interactionId: '1', caseId: 'case-1', state: 'TALKING', media: 'chat', userData };
  const data = { eventType: 'ATTACHED_DATA_CHANGED', interaction };
  const isFull = () => JSON.stringify(data).length + 50 >= bytes;
  for (let key = 1; !isFull() && key <= ${mostKeys}; key++) userData['Key' + key] = 'a value of some length';
  if (!isFull()) interaction.messages = messages;
  for (let at = 1; !isFull(); at++) messages.push({ time: 1e9 + at, from: 'CLIENT', text: 'some words of a chat. '.repeat(7) });
  for (let sent = 0; sent < count; sent += ${burst}) {
    const had = new Promise((resolve) => addEventListener('message', function heard(event) {
      if (event.data !== 'burst') return;
      removeEventListener('message', heard);
      resolve();
    }));
    for (let of = 0; of < ${burst}; of++) {
      interaction.callUuid = String(1e9 + sent + of);
      emit('interaction', data);
    }
    await had;
  }
}`;

/** What one page load cost, in microseconds of the main thread for each event of a kind and for each call, and its end. */
interface Load {
  readonly eventUs: readonly number[];
  readonly callUs: number;
  readonly longestMs: number;
  readonly heapBytes: number;
}

/** Waits until a tool has all events, but for those that the bridge had no room for, which it says. */
async function told(tool: BridgeTool | undefined, events: number): Promise<void> {
  await tool?.until('the events', () => {
    const lost = tool.of('gap').reduce((sum, gap) => sum + gap.lost, 0);
    return tool.of('event').length + lost >= events;
  });
}

async function measure(desk: Desk, tool: BridgeTool | undefined): Promise<Load> {
  await desk.widget.evaluate(widgetScript);
  await desk.page.evaluate(workspaceScript);
  const meter = await Meter.of(desk.widget);
  let events = 0;
  const play = async (bytes: number, count: number): Promise<void> => {
    await desk.page.evaluate(`play(${bytes}, ${count})`);
    events += count;
    await told(tool, events);
  };
  const eventUs: number[] = [];
  for (const { bytes, events: count } of kinds) {
    await play(bytes, warmUp);
    eventUs.push(await meter.each(count, () => play(bytes, count)));
  }
  const makeCalls = (count: number) => desk.widget.evaluate(`makeCalls(${count})`);
  await makeCalls(warmUp);
  const callUs = await meter.each(calls, () => makeCalls(calls));
  const longestMs = v.parse(v.number(), await desk.widget.evaluate('longest'));
  return { eventUs, callUs, longestMs, heapBytes: await meter.heapBytes() };
}

/** What the bridge costs the page that it watches: in turns with it and without. */
export async function page(): Promise<Findings> {
  const rig = await BridgeRig.start(await wholeBrowser());
  try {
    const withBridge: Load[] = [];
    const without: Load[] = [];
    for (let round = 0; round < rounds; round++) {
      without.push(await measure(await rig.openDesk({ scripts: ['clientLibrary'] }), undefined));
      await rig.clear();
      const tool = await rig.tool();
      const desk = await rig.openDesk({ scripts: ['bridge', 'clientLibrary'] });
      await learned(tool);
      withBridge.push(await measure(desk, tool));
      await rig.clear();
    }
    const more = (of: (load: Load) => number) =>
      median(withBridge.map((load, round) => of(load) - (without[round] === undefined ? NaN : of(without[round]))));
    const atMost = (value: number): Bound => ({ of: 'figure', is: 'atMost', value });
    const rows: Row[] = kinds.map(({ name, boundUs }, kind) => ({
      measure: `Main thread of a page for an event of ${name}, with the bridge more`,
      unit: 'µs',
      ours: more(({ eventUs }) => eventUs[kind] ?? NaN),
      bound: atMost(boundUs),
    }));
    const longest = Math.max(...withBridge.map(({ longestMs }) => longestMs));
    rows.push(
      {
        measure: 'The same for a call of the widget',
        unit: 'µs',
        ours: more(({ callUs }) => callUs),
        bound: atMost(callBoundUs),
      },
      {
        measure: 'Longest task of 50 ms or more in a page with the bridge',
        unit: 'ms',
        ours: longest,
        bound: atMost(50),
      },
      {
        measure: 'Heap of a page, with the bridge more',
        unit: 'MB',
        ours: more(({ heapBytes }) => heapBytes) / 1_000_000,
        bound: atMost(50),
      },
    );
    const bare = kinds.map(
      ({ name }, kind) => `${name} ${median(without.map(({ eventUs }) => eventUs[kind] ?? NaN)).toFixed(0)} µs`,
    );
    return {
      rows,
      notes: [
        `${rounds} turns, each in a new page without and then with the bridge, in Chromium with a process for the widget’s site; the processor time of that process’ main thread until a tool has all events, which come in bursts of ${burst}. Without the bridge an event costs ${bare.join(', ')}.`,
      ],
    };
  } finally {
    await rig.stop();
  }
}
