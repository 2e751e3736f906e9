import type { WebSocket } from 'ws';
import { median } from './support/statistics';
import type { Bound, Findings, Row } from './report';
import { answerCalls, roundTrips } from './support/calls';
import { startChii } from './support/chii';
import { startBareForwarder, startRelay } from './support/forwarder';
import type { Forwarder } from './support/forwarder';
import { pump } from './support/pump';
import { useOf } from './support/processUse';
import { eventRecord, firstSeq, recordsFrame } from './support/records';

/** The first round warms up and does not count. */
const rounds = 8;
const page = 'benchmark-page';

/** How records travel. In a batch are as many as the bridge puts into one frame when they come faster than it may send. */
interface Load {
  readonly name: string;
  readonly recordBytes: number;
  readonly recordsPerFrame: number;
  readonly frames: number;
  readonly underWay: number;
}

const loads: readonly Load[] = [
  { name: '300 B, one to a frame', recordBytes: 300, recordsPerFrame: 1, frames: 20_000, underWay: 256 },
  { name: '2 kB, one to a frame', recordBytes: 2000, recordsPerFrame: 1, frames: 12_000, underWay: 256 },
  { name: '20 kB, one to a frame', recordBytes: 20_000, recordsPerFrame: 1, frames: 3000, underWay: 48 },
  { name: '300 B, in batches', recordBytes: 300, recordsPerFrame: 500, frames: 300, underWay: 6 },
  { name: '2 kB, in batches', recordBytes: 2000, recordsPerFrame: 130, frames: 200, underWay: 4 },
  { name: '20 kB, in batches', recordBytes: 20_000, recordsPerFrame: 13, frames: 200, underWay: 4 },
];

const callSizes = [
  { name: '300 B', bytes: 300 },
  { name: '2 kB', bytes: 2000 },
  { name: '20 kB', bytes: 20_000 },
];
const callsPerRound = 400;

/** What one forwarder did in each round. */
interface Rates {
  readonly recordsPerSecond: number[];
  /** Of the time, how much its process computed: 1 where it was what held up the rest. */
  readonly busy: number[];
}

/** A forwarder with a page and a tool connected to it. */
interface Line {
  readonly forwarder: Forwarder;
  readonly page: WebSocket;
  readonly tool: WebSocket;
  nextSeq: number;
}

/** The relay against a bare forwarder and against chii's relay: the same frames by the same clients, in turns. */
export async function forwarding(): Promise<Findings> {
  const forwarders: Forwarder[] = [];
  const lines: Line[] = [];
  try {
    for (const start of [startRelay, startBareForwarder, startChii]) forwarders.push(await start());
    for (const forwarder of forwarders) {
      const line = { forwarder, page: await forwarder.page(page), tool: await forwarder.tool(), nextSeq: firstSeq };
      lines.push(line);
    }
    const rows: Row[] = [];
    const busy: string[] = [];
    for (const load of loads) {
      const rates = await measureLoad(lines, load);
      const [ours, bare, chii] = rates;
      if (ours === undefined || bare === undefined || chii === undefined) continue;
      rows.push(rateRow(`Forwarding ${load.name}, to a bare forwarder`, ours, bare, 0.8));
      rows.push(rateRow(`Forwarding ${load.name}, to chii`, ours, chii, 1));
      busy.push(`${load.name}: ${rates.map((rate) => `${Math.round(median(rate.busy) * 100)} %`).join(' / ')}`);
    }
    for (const { name, bytes } of callSizes) {
      const [ours, bare, chii] = await measureCalls(lines, bytes);
      if (ours === undefined || bare === undefined || chii === undefined) continue;
      rows.push(callRow(`Round trip of a call, ${name} each way, to a bare forwarder`, ours, bare, 1.3));
      rows.push(callRow(`Round trip of a call, ${name} each way, to chii`, ours, chii, 1));
    }
    return {
      rows,
      notes: [
        `Page and tool are plain ws in the benchmark's process, each forwarder has a process of its own. ${rounds - 1} rounds in turns; the figures are medians, the ratio is the median of the rounds' ratios. The same frames pass through all three; at most ${loads.map(({ name, underWay }) => `${underWay} (${name})`).join(', ')} are under way.`,
        `Busy: how much of the time the process of relay / bare forwarder / chii computed. ${busy.join('; ')}.`,
      ],
    };
  } finally {
    for (const line of lines) {
      line.page.terminate();
      line.tool.terminate();
    }
    for (const forwarder of forwarders) await forwarder.stop();
  }
}

async function measureLoad(lines: readonly Line[], load: Load): Promise<readonly Rates[]> {
  const rates = lines.map((): Rates => ({ recordsPerSecond: [], busy: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [at, line] of lines.entries()) {
      const before = await useOf(line.forwarder.pid);
      const nextFrame = (): string => {
        const records: string[] = [];
        for (let i = 0; i < load.recordsPerFrame; i++) {
          records.push(eventRecord(line.nextSeq++, load.recordBytes, Date.now()));
        }
        return recordsFrame(page, records);
      };
      const { frames, underWay } = load;
      const ms = await pump({
        pages: [{ socket: line.page, nextFrame }],
        tools: [line.tool],
        count: frames,
        underWay,
      });
      const after = await useOf(line.forwarder.pid);
      if (round === 0) continue;
      rates[at]?.recordsPerSecond.push((frames * load.recordsPerFrame * 1000) / ms);
      rates[at]?.busy.push(((after?.cpuMs ?? NaN) - (before?.cpuMs ?? NaN)) / ms);
    }
  }
  return rates;
}

async function measureCalls(lines: readonly Line[], bytes: number): Promise<readonly number[][]> {
  const payload = JSON.stringify({ Note: 'x'.repeat(bytes - '{"Note":""}'.length) });
  const medians = lines.map((): number[] => []);
  for (const line of lines) answerCalls(line.page, payload);
  for (let round = 0; round < rounds; round++) {
    for (const [at, line] of lines.entries()) {
      const times = await roundTrips(line.tool, page, payload, callsPerRound);
      if (round > 0) medians[at]?.push(median(times));
    }
  }
  for (const line of lines) line.page.removeAllListeners('message');
  return medians;
}

function rateRow(measure: string, ours: Rates, other: Rates, atLeast: number): Row {
  const bound: Bound = { of: 'ratio', is: 'atLeast', value: atLeast };
  return { ...pairRow(measure, ours.recordsPerSecond, other.recordsPerSecond), unit: 'records/s', bound };
}

function callRow(measure: string, ours: readonly number[], other: readonly number[], atMost: number): Row {
  const bound: Bound = { of: 'ratio', is: 'atMost', value: atMost };
  return { ...pairRow(measure, ours, other), unit: 'ms', bound };
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
