import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { scenarioPlayable } from '../../src/headless/play/playJob';
import type { PlayJob } from '../../src/headless/play/playJob';
import type { ScenarioEvent } from '../../src/headless/play/scenarioEvent';
import { ScenarioRunner } from '../../src/headless/play/scenarioRunner';
import { readScenario } from '../../src/simulator/scenario/format/readScenario';
import { stepLines } from '../../src/simulator/scenario/format/stepLines';
import { LoopbackServer } from '../support/loopbackServer';
import { putPages } from './support/webAssets';

/** A widget that speaks the wire by itself: it subscribes, and notes `C-9` on each call that is answered. */
const noteTaking = `
  let count = 0;
  const send = (message) =>
    parent.postMessage({ ...message, referenceId: String(count++), userAgent: 'WWE Client', protocolVersion: 2 }, '*');
  send({ event: 'subscribe', data: ['interaction'] });
  addEventListener('message', ({ data: { event, data } }) => {
    if (event !== 'interaction' || data.eventType !== 'ESTABLISHED') return;
    console.log('noting');
    send({ request: 'interaction.setUserData', parameters: [data.interaction.interactionId, { Seen: 'C-9' }] });
  });`;

/** What widgets do by the names of their pages. */
const scripts: Readonly<Record<string, string>> = {
  notes: noteTaking,
  closes: 'parent.close()',
  leads: 'parent.location = "about:blank"',
  throws: 'console.error("first", { a: 1 }); null.boom()',
  loops: 'for (;;);',
};

const noted = (seen: string, within = '20s') => `scenario: Noted
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call

  - agent: { do: accept, interactionId: call }
  - name: the widget notes it
    expect: { called: interaction.setUserData, with: [$call, { Seen: ${seen} }], within: ${within} }
  - expect: { interaction: call, is: TALKING }
`;
const short = 'scenario: Short\nsteps:\n  - expect: { subscribed: interaction, within: 5s }\n';
const long = 'scenario: Long\nsteps:\n  - never: { called: crystal.ball, within: 10m }\n';

function jobOf(file: string, text: string): PlayJob {
  const read = readScenario(text);
  if (!('scenario' in read)) throw new Error(JSON.stringify(read.problems));
  return { file, play: scenarioPlayable(read.scenario), stepLines: stepLines(text) };
}

describe('Scenarios in a browser without a window', () => {
  const site = new LoopbackServer((request, response) => {
    const script = scripts[(request.url ?? '').slice(1)];
    if (script === undefined) response.writeHead(404).end();
    else response.setHeader('Content-Type', 'text/html').end(`<script>${script}</script>`);
  });
  let folder: string;
  let runner: ScenarioRunner;
  before(async () => {
    await ensureChromium();
    folder = await mkdtemp(join(tmpdir(), 'deskside-headless-'));
    await putPages(folder);
    await site.start();
    runner = await ScenarioRunner.start(folder);
  });
  after(async () => {
    await runner.dispose();
    await site.stop();
    await rm(folder, { recursive: true });
  });

  const widget = (name: string, host = 'localhost') => `http://${host}:${site.port}/${name}`;

  async function play(jobs: readonly PlayJob[], widgets: readonly string[], workers = 2, cancel?: AbortController) {
    const events: ScenarioEvent[] = [];
    const tell = (event: ScenarioEvent) => {
      events.push(event);
      if (event.kind === 'stepStarted') cancel?.abort();
    };
    const { signal } = cancel ?? new AbortController();
    const results = await runner.play(jobs, { workers, signal, widgets, tell });
    return { events, results };
  }

  it('tell of each step, with its line, and what the widget writes to its console', async () => {
    const { events, results } = await play([jobOf('noted.yaml', noted('C-9'))], [widget('notes')]);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['passed'],
    );
    assert.deepEqual(
      events.flatMap((event) => ('step' in event ? [`${event.kind} ${event.step} at ${event.line}`] : [])),
      [1, 2, 3, 4].flatMap((step) => [
        `stepStarted ${step} at ${[3, 7, 8, 10][step - 1]}`,
        `stepPassed ${step} at ${[3, 7, 8, 10][step - 1]}`,
      ]),
    );
    const lines = events.flatMap((event) => (event.kind === 'console' ? [`${event.level}: ${event.text}`] : []));
    assert.deepEqual(lines, [`info: noting (${widget('notes')}:8)`]);
  });

  it('say what was expected and what came instead, in one form', async () => {
    const { events, results } = await play([jobOf('noted.yaml', noted('C-1042', '500ms'))], [widget('notes')]);
    assert.equal(results[0]?.outcome, 'failed');
    const { failure } = results[0];
    assert.equal(failure?.line, 8);
    assert.equal(failure.expected, 'interaction.setUserData("1", {\n  "Seen": "C-1042"\n})');
    assert.equal(failure.actual, 'interaction.setUserData("1", {\n  "Seen": "C-9"\n})');
    assert.match(failure.why, /^Not within 0\.5 s: .*C-1042.* There was: .*C-9/);
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'stepSkipped' ? [event.step] : [])),
      [4],
    );
  });

  it('share nothing, though they are played at once', async () => {
    const jobs = Array.from({ length: 6 }, (_, index) =>
      jobOf(`${index}.yaml`, index % 2 === 0 ? noted('C-9') : noted('C-1', '500ms')),
    );
    const { results } = await play(jobs, [widget('notes')], 3);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['passed', 'failed', 'passed', 'failed', 'passed', 'failed'],
    );
  });

  it('end at once when they are cancelled, those that wait with them', async () => {
    const jobs = [jobOf('a.yaml', long), jobOf('b.yaml', long), jobOf('c.yaml', long)];
    const { results, events } = await play(jobs, [widget('notes')], 1, new AbortController());
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['cancelled', 'cancelled', 'cancelled'],
    );
    assert.deepEqual(
      events.flatMap(({ kind, job }) => (kind === 'started' ? [job.file] : [])),
      ['a.yaml'],
    );
  });

  it('name what went wrong in the page of the widget', async () => {
    const { events } = await play(
      [jobOf('short.yaml', short)],
      [widget('throws'), 'http://localhost:9/', widget('none')],
    );
    const lines = events.flatMap((event) => (event.kind === 'console' ? [event.text] : [])).join('\n');
    assert.match(lines, new RegExp(`^first Object \\(${widget('throws')}:1\\)$`, 'm'));
    assert.match(lines, new RegExp(`^Uncaught TypeError: .*\\(${widget('throws')}:1\\)$`, 'ms'));
    assert.match(lines, /^http:\/\/localhost:9\/ could not be loaded: net::ERR_/m);
    assert.match(lines, new RegExp(`404.*\\(${widget('none')}\\)$`, 'm'));
  });

  it('name the widget whose code runs without end, and go on with the next scenario', async () => {
    const stuck = await play([jobOf('short.yaml', short)], [widget('loops')]);
    assert.equal(stuck.results[0]?.outcome, 'failed');
    const lines = stuck.events.flatMap((event) => (event.kind === 'console' ? [event.text] : []));
    assert.ok(lines.includes(`${widget('loops')} does not answer: its code runs without end.`), lines.join('\n'));
    assert.equal((await play([jobOf('noted.yaml', noted('C-9'))], [widget('notes')])).results[0]?.outcome, 'passed');
  });

  it('are not disturbed by widgets that try to close the page or to lead it away', async () => {
    const widgets = [widget('closes'), widget('leads'), widget('notes')];
    const { results } = await play([jobOf('noted.yaml', noted('C-9'))], widgets);
    assert.equal(results[0]?.outcome, 'passed', JSON.stringify(results));
  });
});
