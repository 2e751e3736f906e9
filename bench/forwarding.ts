import type { WebSocket } from 'ws';
import { frameBounds, windowBytes } from '../src/bridge/records/recordSender';
import { mean, median } from './support/statistics';
import type { Bound, Findings, Row } from './report';
import { answerCalls, roundTrips } from './support/calls';
import { startChii } from './support/chii';
import { startBareForwarder, startParsingRelay, startRelay } from './support/forwarder';
import type { Forwarder } from './support/forwarder';
import { pump } from './support/pump';
import { useOf } from './support/processUse';
import { eventRecord, firstSeq, recordsFrame } from './support/records';

const page = 'benchmark-page';

/**
 * How often each forwarder is started: what a process reaches depends on how it came up, the bare forwarder's by half, and
 * on its place in the order, the first one's round trip by twice, so each is as often at each place. In each start there
 * are rounds that count, and those before them in which Node compiles what runs often.
 */
const starts = 6;
const rounds = { loads: 3, calls: 15 };
const warmUps = { loads: 1, calls: 3 };

/** How records travel: each in a frame of its own as events come, or in batches as the bridge sends what has piled up. */
interface Load {
  readonly name: string;
  readonly recordBytes: number;
  readonly batches: boolean;
  /** Records in a round. */
  readonly records: number;
}

const loads: readonly Load[] = [
  { name: '300 B', recordBytes: 300, batches: false, records: 20_000 },
  { name: '2 kB', recordBytes: 2000, batches: false, records: 12_000 },
  { name: '20 kB', recordBytes: 20_000, batches: false, records: 3000 },
  { name: '300 B in batches', recordBytes: 300, batches: true, records: 100_000 },
  { name: '2 kB in batches', recordBytes: 2000, batches: true, records: 20_000 },
  { name: '20 kB in batches', recordBytes: 20_000, batches: true, records: 2000 },
];

const callSizes = [
  { name: '300 B', bytes: 300 },
  { name: '2 kB', bytes: 2000 },
  { name: '20 kB', bytes: 20_000 },
];
const callsPerRound = 400;

/** What one forwarder did in each round that counts. */
interface Rates {
  readonly recordsPerSecond: number[];
  /** What its process computed for a record, in microseconds; the system counts in steps, so only their mean is exact. */
  readonly cpu: number[];
}

type Competitor = 'ours' | 'parsing' | 'bare' | 'chii';

const competitors: readonly (readonly [Competitor, () => Promise<Forwarder>])[] = [
  ['ours', startRelay],
  ['parsing', startParsingRelay],
  ['bare', startBareForwarder],
  ['chii', startChii],
];

/** A forwarder with a page and a tool connected to it. */
interface Line {
  readonly name: Competitor;
  readonly forwarder: Forwarder;
  readonly page: WebSocket;
  readonly tool: WebSocket;
  nextSeq: number;
}

/** The relay against a bare forwarder and against chii's relay: the same frames by the same clients, in turns. */
export async function forwarding(): Promise<Findings> {
  const ofLoads = loads.map((load) => ({ load, figures: forEach((): Rates => ({ recordsPerSecond: [], cpu: [] })) }));
  const ofCalls = callSizes.map((size) => ({ size, figures: forEach((): number[] => []) }));
  for (let start = 0; start < starts; start++) {
    await withLines(start, async (lines) => {
      for (const { load, figures } of ofLoads) await measureLoad(lines, load, figures);
      for (const { size, figures } of ofCalls) await measureCalls(lines, size.bytes, figures);
    });
  }
  const rows: Row[] = [];
  for (const { load, figures } of ofLoads) {
    const { ours, parsing, bare, chii } = figures;
    rows.push(rateRow(`Forwarding ${load.name}, to a bare forwarder`, ours, bare, 0.8));
    rows.push(rateRow(`Forwarding ${load.name}, to chii`, ours, chii, 1));
    rows.push(costRow(`Processor time for a record of ${load.name}, to chii`, ours, chii, 1));
    // What the bounds above would be without the fast path, which stands or goes with them.
    rows.push(rateRow(`Forwarding ${load.name} without the fast path, to a bare forwarder`, parsing, bare));
    rows.push(rateRow(`Forwarding ${load.name} without the fast path, to chii`, parsing, chii));
    rows.push(costRow(`Processor time for a record of ${load.name} without the fast path, to chii`, parsing, chii));
  }
  for (const { size, figures } of ofCalls) {
    const { ours, parsing, bare, chii } = figures;
    rows.push(callRow(`Round trip of a call, ${size.name} each way, to a bare forwarder`, ours, bare, 1.3));
    rows.push(callRow(`Round trip of a call, ${size.name} each way, to chii`, ours, chii, 1));
    rows.push(callRow(`Round trip of a call, ${size.name} each way, without the fast path, to chii`, parsing, chii));
  }
  return {
    rows,
    notes: [
      `Page and tool are plain ws in the benchmark's process, each forwarder has a process of its own. The same frames pass through all four in turns, ${rounds.loads} rounds (${rounds.calls} of calls) in each of ${starts} starts, with each as often the first; figures and ratios are the medians of all. Up to 1 MiB is under way, a batch is what the bridge puts into one frame (${frameBounds.records} records or ${frameBounds.bytes / 1024} KiB), all others are one record to a frame. Page and tool share a core and hold up the faster ones, so what a forwarder could pass on shows in its processor time, which is that of its process for all rounds. The page masks as fast as a browser does. A round trip takes twice or three times as long while the system has client and forwarder on two cores, so the figures of calls change from run to run and only their ratios count.`,
    ],
  };
}

function forEach<T>(make: () => T): Record<Competitor, T> {
  return { ours: make(), parsing: make(), bare: make(), chii: make() };
}

/**
 * Starts all forwarders, connects a page and a tool to each, and ends them when `use` has.
 * @param first which of them begins
 */
async function withLines(first: number, use: (lines: readonly Line[]) => Promise<void>): Promise<void> {
  const forwarders: Forwarder[] = [];
  const lines: Line[] = [];
  try {
    const at = first % competitors.length;
    for (const [name, start] of [...competitors.slice(at), ...competitors.slice(0, at)]) {
      const forwarder = await start();
      forwarders.push(forwarder);
      lines.push({
        name,
        forwarder,
        page: await forwarder.page(page),
        tool: await forwarder.tool(),
        nextSeq: firstSeq,
      });
    }
    await use(lines);
  } finally {
    for (const line of lines) {
      line.page.terminate();
      line.tool.terminate();
    }
    for (const forwarder of forwarders) await forwarder.stop();
  }
}

/** @param figures get what was measured in the rounds that count */
async function measureLoad(lines: readonly Line[], load: Load, figures: Record<Competitor, Rates>): Promise<void> {
  const { recordBytes, records, batches } = load;
  const perFrame = batches ? Math.min(frameBounds.records, Math.floor(frameBounds.bytes / recordBytes)) : 1;
  const count = Math.ceil(records / perFrame);
  const underWay = Math.floor(windowBytes / (perFrame * recordBytes));
  for (let round = -warmUps.loads; round < rounds.loads; round++) {
    for (const line of lines) {
      const before = await useOf(line.forwarder.pid);
      const nextFrame = (): string => {
        const texts: string[] = [];
        for (let i = 0; i < perFrame; i++) texts.push(eventRecord(line.nextSeq++, recordBytes, Date.now()));
        return recordsFrame(page, texts);
      };
      const ms = await pump({ pages: [{ socket: line.page, nextFrame }], tools: [line.tool], count, underWay });
      const after = await useOf(line.forwarder.pid);
      if (round < 0) continue;
      const { recordsPerSecond, cpu } = figures[line.name];
      recordsPerSecond.push((count * perFrame * 1000) / ms);
      cpu.push((((after?.cpuMs ?? NaN) - (before?.cpuMs ?? NaN)) * 1000) / (count * perFrame));
    }
  }
}

/** @param figures get the median of each round that counts, in milliseconds */
async function measureCalls(
  lines: readonly Line[],
  bytes: number,
  figures: Record<Competitor, number[]>,
): Promise<void> {
  const payload = JSON.stringify({ Note: 'x'.repeat(bytes - '{"Note":""}'.length) });
  for (const line of lines) answerCalls(line.page, payload);
  for (let round = -warmUps.calls; round < rounds.calls; round++) {
    for (const line of lines) {
      const times = await roundTrips(line.tool, page, payload, callsPerRound);
      if (round >= 0) figures[line.name].push(median(times));
    }
  }
  for (const line of lines) line.page.removeAllListeners('message');
}

function rateRow(measure: string, ours: Rates, other: Rates, atLeast?: number): Row {
  const row = pairRow(measure, ours.recordsPerSecond, other.recordsPerSecond);
  return { ...row, unit: 'records/s', ...boundOf('atLeast', atLeast) };
}

function costRow(measure: string, ours: Rates, other: Rates, atMost?: number): Row {
  const [own, others] = [mean(ours.cpu), mean(other.cpu)];
  return { measure, unit: 'µs', ours: own, baseline: others, ratio: own / others, ...boundOf('atMost', atMost) };
}

function callRow(measure: string, ours: readonly number[], other: readonly number[], atMost?: number): Row {
  return { ...pairRow(measure, ours, other), unit: 'ms', ...boundOf('atMost', atMost) };
}

function boundOf(is: Bound['is'], value: number | undefined): { readonly bound?: Bound } {
  return value === undefined ? {} : { bound: { of: 'ratio', is, value } };
}

/** Figures of the same round stand beside each other, so that what slows down the machine slows down both. */
function pairRow(measure: string, ours: readonly number[], other: readonly number[]): Omit<Row, 'unit' | 'bound'> {
  return {
    measure,
    ours: median(ours),
    baseline: median(other),
    ratio: median(ours.map((value, round) => value / (other[round] ?? NaN))),
  };
}
