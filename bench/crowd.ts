import { setTimeout } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Findings, Row } from './report';
import { startRelay } from './support/forwarder';
import type { Forwarder } from './support/forwarder';
import { useOf } from './support/processUse';
import { pump } from './support/pump';
import { eventRecord, firstSeq, isRecords, recordsFrame } from './support/records';
import { median, percentile } from './support/statistics';

const toolCount = 10;
const pageCounts = [1, 10, 25, 50];
const recordBytes = 600;

/** As fast as it goes: records of all pages together, one to a frame. */
const floodRecords = 12_000;
const floodUnderWay = 100;

/** At a steady rate, for the latency: records a second of all pages together. */
const steadyPerSecond = 500;
const steadySeconds = 4;

interface Costs {
  readonly cpu: number;
  readonly throughput: number;
  readonly latency: number;
  readonly latency99: number;
}

interface Sender {
  readonly socket: WebSocket;
  readonly nextFrame: () => string;
}

/** Ten tools that all look at 1 to 50 pages. */
export async function crowd(): Promise<Findings> {
  const rows: Row[] = [];
  let one: Costs | undefined;
  for (const pages of pageCounts) {
    const costs = await measure(pages);
    one ??= costs;
    rows.push(...rowsOf(pages, costs, one));
  }
  return {
    rows,
    notes: [
      `Every record of ${recordBytes} B, one to a frame, goes to all ${toolCount} tools; the baseline is one page. Processor time and throughput as fast as it goes (${floodRecords.toLocaleString('en-US')} records, ${floodUnderWay} under way); latency, from the page's sending to a tool's receiving, at ${steadyPerSecond} records a second. All pages and tools are in one process, which is what holds up the throughput.`,
    ],
  };
}

async function measure(pageCount: number): Promise<Costs> {
  const relay = await startRelay();
  const sockets: WebSocket[] = [];
  try {
    const tools: WebSocket[] = [];
    for (let i = 0; i < toolCount; i++) tools.push(await relay.tool());
    sockets.push(...tools);
    const pages: Sender[] = [];
    for (let i = 0; i < pageCount; i++) pages.push(await openSender(relay, `benchmark-page-${i}`));
    sockets.push(...pages.map(({ socket }) => socket));

    const count = floodRecords / pageCount;
    const underWay = Math.max(2, floodUnderWay / pageCount);
    await pump({ pages, tools, count: count / 4, underWay });
    const before = await useOf(relay.pid);
    const ms = await pump({ pages, tools, count, underWay });
    const after = await useOf(relay.pid);
    const latencies = await steadyLatencies(pages, tools);
    const cpuMs = (after?.cpuMs ?? NaN) - (before?.cpuMs ?? NaN);
    return {
      cpu: (cpuMs * 1000) / floodRecords,
      throughput: (floodRecords * 1000) / ms,
      latency: median(latencies),
      latency99: percentile(latencies, 99),
    };
  } finally {
    for (const socket of sockets) socket.terminate();
    await relay.stop();
  }
}

function rowsOf(pages: number, costs: Costs, one: Costs): readonly Row[] {
  const row = (what: string, unit: string, key: keyof Costs): Row => ({
    measure: `${pages} ${pages === 1 ? 'page' : 'pages'}, ${toolCount} tools: ${what}`,
    unit,
    ours: costs[key],
    ...(pages === 1 ? {} : { baseline: one[key], ratio: costs[key] / one[key] }),
  });
  return [
    row('processor time of the relay for 1,000 records', 'ms', 'cpu'),
    row('throughput', 'records/s', 'throughput'),
    row('latency, median', 'ms', 'latency'),
    row('latency, 99 %', 'ms', 'latency99'),
  ];
}

async function openSender(relay: Forwarder, id: string): Promise<Sender> {
  let seq = firstSeq;
  const time = (): number => performance.timeOrigin + performance.now();
  return {
    socket: await relay.page(id),
    nextFrame: () => recordsFrame(id, [eventRecord(seq++, recordBytes, time())]),
  };
}

/** Pages send in turn, evenly over time. */
async function steadyLatencies(pages: readonly Sender[], tools: readonly WebSocket[]): Promise<readonly number[]> {
  const latencies: number[] = [];
  const take = (frame: Buffer): void => {
    if (!isRecords(frame)) return;
    const sentAt = Number(/"time":([\d.]+)/.exec(frame.toString('latin1', 0, 250))?.[1]);
    latencies.push(performance.timeOrigin + performance.now() - sentAt);
  };
  for (const tool of tools) tool.on('message', take);
  const total = steadyPerSecond * steadySeconds;
  const begin = performance.now();
  let sent = 0;
  while (latencies.length < total * tools.length) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) * steadyPerSecond) / 1000));
    for (; sent < due; sent++) {
      const page = pages[sent % pages.length];
      page?.socket.send(page.nextFrame());
    }
    await setTimeout(1);
  }
  for (const tool of tools) tool.off('message', take);
  return latencies;
}
