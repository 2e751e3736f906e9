import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { launchChromium } from '../scripts/hosts/chromium';
import { encodeLine, traceFormat, traceVersion } from '../src/trace/format';
import type { NewRecord, PageRecord } from '../src/protocol/records';
import { TimelineRig } from '../test/browser/support/timelineRig';
import type { Findings } from './report';
import { bundle } from './support/bundle';
import { Meter } from './support/meter';
import { useOf } from './support/processUse';
import { NodeProcess } from './support/server';
import { connectingScript, SocketCarrier } from './support/socketCarrier';
import { median, percentile } from './support/statistics';

const count = 100_000;
const interactions = 400;
const load = {
  page: 'page-0001',
  epoch: 1,
  title: 'Orders',
  location: 'http://localhost:5173/',
  origin: 'http://localhost:5173',
  place: 'widget',
};
/** Between a record and the next one. */
const everyMs = 36;
const view = { viewport: { width: 1400, height: 700 } };
/** How often the trace is opened: the time of each depends on what else the machine does. */
const openings = 5;
/** The keys of one round, which ends as it began: all records are seen, and then a third of their time. */
const round = ['+', 'Shift+ArrowRight', '+', 'Shift+ArrowLeft', 'ArrowRight', '-', 'ArrowDown', '-', 'ArrowUp'];
const rounds = 20;
/** Frames in which the table is scrolled; batches of records that come while their end is followed. */
const scrolled = 60;
const batches = 60;
const batch = 20;
/** Long enough on a machine that has other work too. */
const patienceMs = 120_000;

/** Counts how often the lanes are drawn: once in each frame in which something changes. */
const counting = `
  window.drawn = 0;
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    window.drawn += 1;
    clearRect.apply(this, area);
  };
`;
/** Resolves when the next frame is drawn, and what was put off until after it is done. */
const frame = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';
/** Notes when the first records and when all are on the screen, by the clock that Node has too. */
const watching = `
  window.seen = {};
  const look = () => {
    const status = document.querySelector('[role=status]')?.textContent ?? '';
    if (document.querySelector('.row.event')) window.seen.first ??= Date.now();
    if (/^[\\d,.]+ records$/.test(status)) window.seen.all = Date.now();
    else setTimeout(look, 20);
  };
  setTimeout(look, 20);
`;

const seenSchema = v.object({ first: v.number(), all: v.number() });

/** How soon the page of the timeline shows a large trace, and what each of its frames costs while it is looked at. */
export async function timeline(): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-bench-'));
  const browser = await launchChromium();
  const carrier = await SocketCarrier.start();
  const rig = await TimelineRig.start({
    newContext: (options) => browser.newContext({ ...options, bypassCSP: true }),
    close: () => browser.close(),
  });
  try {
    const path = join(folder, 'bench.deskside-trace');
    await writeTrace(path);
    const script = await bundle('traceHost');
    const opened: Opening[] = [];
    for (let each = 1; each < openings; each++) opened.push(await openTrace(rig, [script, path]));
    let moved: Moves = { keys: [], wheel: [] };
    const look = async (page: Page, meter: Meter): Promise<void> => void (moved = await move(page, meter));
    opened.push(await openTrace(rig, [script, path], look));
    const middle = (of: (opening: Opening) => number): number => median(opened.map(of));
    const followed = await follow(rig, carrier);
    return {
      rows: [
        {
          measure: 'Trace of 100,000 records: from opening it until all are shown',
          unit: 'ms',
          ours: middle(({ allMs }) => allMs),
          bound: { of: 'figure', is: 'atMost', value: 2000 },
        },
        { measure: 'The same until the first are shown', unit: 'ms', ours: middle(({ firstMs }) => firstMs) },
        { measure: 'Processor time of that: of the extension', unit: 'ms', ours: middle(({ hostMs }) => hostMs) },
        { measure: 'Processor time of that: of the page', unit: 'ms', ours: middle(({ pageMs }) => pageMs) },
        ...(
          [
            ['zoomed, moved and stepped', moved.keys],
            ['table scrolled', moved.wheel],
            ['followed', followed],
          ] as const
        ).map(([what, times]) => ({
          measure: `Script time of a frame, ${what}, 95 %`,
          unit: 'ms',
          ours: percentile(times, 95),
          bound: { of: 'figure', is: 'atMost', value: 8 } as const,
        })),
      ],
      notes: [
        `Chromium without VS Code, ${count} records of ${interactions} interactions in a file of ${((await stat(path)).size / 1e6).toFixed(1)} MB, opened ${openings} times; the medians. As in the editor, the trace is read while its page loads; a WebSocket on this machine carries what the page is told, as JSON that the page copies once more, in VS Code's place. The time that VS Code takes to make a webview is not in it. Times of opening pass on the clock, so other work on the machine lengthens them; processor times are those of the process that reads and of the page's main thread.`,
        `Script time is processor time in ${moved.keys.length} frames of lanes, ${moved.wheel.length} of the table, and ${followed.length} times ${batch} new records at the end of ${count}. A frame is one key or turn of the wheel, with all that it causes; of new records, what they cause in all, by the frames in which they are drawn.`,
      ],
    };
  } finally {
    await rig.stop();
    await carrier.stop();
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each tenth record is a call that the one before caused, and its reply follows; the others change an interaction. */
function recordAt(at: number): NewRecord {
  const interactionId = String(at % interactions);
  const callId = `call-${at - (at % 10)}`;
  const service = 'interaction.setUserData';
  switch (at % 10) {
    case 8:
      return { kind: 'call', callId, by: 'widget', service, parameters: [interactionId, {}], cause: { seq: at } };
    case 9:
      return { kind: 'reply', callId, service, outcome: 'succeeded', durationMs: everyMs };
    default: {
      const state = ['RINGING', 'TALKING', 'HELD'][Math.floor(at / interactions) % 3];
      const interaction = { interactionId, caseId: `case-${at % (interactions / 2)}`, state };
      return { kind: 'event', name: 'interaction', data: { eventType: 'CHANGED', interaction } };
    }
  }
}

async function writeTrace(path: string): Promise<void> {
  const begun = Date.now() - count * everyMs;
  const header = { format: traceFormat, version: traceVersion, product: '0.1.0', begun } as const;
  const lines = [encodeLine({ ...header, masking: { values: true, allowedKeys: [] } }), encodeLine({ load })];
  for (let at = 0; at < count; at++) {
    const record: PageRecord = { ...recordAt(at), seq: at + 1, time: begun + at * everyMs };
    lines.push(encodeLine({ page: load.page, epoch: load.epoch, record }));
  }
  await writeFile(path, lines.join(''));
}

/** In milliseconds: by the clock until the first records and until all were shown, and processor time. */
interface Opening {
  readonly firstMs: number;
  readonly allMs: number;
  readonly hostMs: number;
  readonly pageMs: number;
}

/**
 * @param host the arguments of the process that reads the trace and tells the page
 * @param look what to do with the page once it shows all
 */
async function openTrace(
  rig: TimelineRig,
  host: readonly string[],
  look: (page: Page, meter: Meter) => Promise<void> = () => Promise.resolve(),
): Promise<Opening> {
  const page = await rig.newPage(view);
  await page.addInitScript(watching);
  const meter = await Meter.of(page);
  const reading = new NodeProcess(host);
  try {
    const { port } = await reading.line(v.object({ port: v.number() }));
    await page.addInitScript(connectingScript(port));
    const before = await useOf(reading.pid);
    const began = Date.now();
    const pageMs = await meter.ms('ThreadTime', async () => {
      reading.begin();
      await rig.load(page);
      await page.waitForFunction('window.seen.all', undefined, { timeout: patienceMs });
    });
    const after = await useOf(reading.pid);
    const seen = v.parse(seenSchema, await page.evaluate('window.seen'));
    await look(page, meter);
    const hostMs = before === undefined || after === undefined ? NaN : after.cpuMs - before.cpuMs;
    return { firstMs: seen.first - began, allMs: seen.all - began, hostMs, pageMs };
  } finally {
    await reading.stop();
  }
}

/** Milliseconds of script for each frame, moved by keys and by the wheel. */
interface Moves {
  readonly keys: readonly number[];
  readonly wheel: readonly number[];
}

async function move(page: Page, meter: Meter): Promise<Moves> {
  const frameMs = (act: () => Promise<void>): Promise<number> =>
    meter.ms('ScriptDuration', () => act().then(() => page.evaluate(frame)));
  const keys: number[] = [];
  await page.getByRole('img', { name: /^Timeline of/ }).focus();
  await page.keyboard.press('Home');
  for (let turn = 0; turn < rounds; turn++) {
    for (const key of round) keys.push(await frameMs(() => page.keyboard.press(key)));
  }
  const wheel: number[] = [];
  await page.getByRole('grid', { name: 'Records' }).hover();
  for (let turn = 0; turn < scrolled; turn++) wheel.push(await frameMs(() => page.mouse.wheel(0, 400)));
  return { keys, wheel };
}

async function follow(rig: TimelineRig, carrier: SocketCarrier): Promise<readonly number[]> {
  const page = await rig.newPage(view);
  await page.addInitScript(counting);
  rig.history.setBounds({ records: 2 * count, bytes: 1024 * 1024 * 1024 });
  let begun = Date.now() - count * everyMs;
  let at = 0;
  const come = (records: number): void => {
    for (let come = 0; come < records; come++) rig.take({ ...recordAt(at++), time: (begun += everyMs) });
  };
  come(count);
  await rig.show(page, carrier);
  // Replies stand with their calls, and the load has a line of its own.
  const shown = async (): Promise<void> => {
    const text = `${(at * 0.9 + 1).toLocaleString('en')} records`;
    await page.waitForFunction(`document.querySelector('[role=status]').textContent === '${text}'`, undefined, {
      timeout: patienceMs,
    });
  };
  await shown();
  const meter = await Meter.of(page);
  const times: number[] = [];
  for (let each = 0; each < batches; each++) {
    await page.evaluate('window.drawn = 0');
    const ms = await meter.ms('ScriptDuration', async () => {
      come(batch);
      await shown();
      await page.evaluate(frame);
    });
    times.push(ms / v.parse(v.number(), await page.evaluate('window.drawn')));
  }
  return times;
}
