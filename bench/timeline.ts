import type { Page } from 'playwright-core';
import { launchChromium } from '../scripts/hosts/chromium';
import { TimelineRig } from '../test/browser/support/timelineRig';
import { percentile } from './support/statistics';
import type { Findings } from './report';

const records = 100_000;
const interactions = 400;
/** Frames in which the timeline is moved, for each way of moving it. */
const frames = 120;

/** Counts the script time of each frame, with what its callbacks leave to be done before it is drawn. */
const counting = `
  window.frameTimes = [];
  const request = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) => request((time) => {
    const began = performance.now();
    callback(time);
    Promise.resolve().then(() => Promise.resolve()).then(() => window.frameTimes.push(performance.now() - began));
  });
`;

/** How soon the page of the timeline shows a large history, and what each of its frames costs while it is moved. */
export async function timeline(): Promise<Findings> {
  const browser = await launchChromium();
  const rig = await TimelineRig.start({
    newContext: (options) => browser.newContext(options),
    close: () => browser.close(),
  });
  try {
    rig.history.setBounds({ records: records * 2, bytes: 1024 * 1024 * 1024 });
    fill(rig);
    const page = await rig.open({ viewport: { width: 1400, height: 700 } }, rig.history, counting);
    const openMs = await page
      .evaluate(() => performance.now())
      .then(async (from) => {
        await page
          .getByRole('status')
          .getByText(/^[\d,.]+ records$/)
          .waitFor({ timeout: 60_000 });
        return (await page.evaluate(() => performance.now())) - from;
      });
    const canvas = page.getByRole('img', { name: /^Timeline of/ });
    await canvas.focus();
    const times: number[] = [];
    for (const keys of [
      ['Home', ''],
      ['', '+'],
      ['', '-'],
      ['', 'Shift+ArrowLeft'],
      ['', 'ArrowRight'],
    ] as const) {
      if (keys[0] !== '') await page.keyboard.press(keys[0]);
      times.push(...(await moved(page, keys[1])));
    }
    return {
      rows: [
        {
          measure: 'Timeline of 100,000 records: until all are shown',
          unit: 'ms',
          ours: openMs,
          bound: { of: 'figure', is: 'atMost', value: 2000 },
        },
        {
          measure: 'Script time of a frame, zoomed, moved and stepped, 95 %',
          unit: 'ms',
          ours: percentile(times, 95),
          bound: { of: 'figure', is: 'atMost', value: 8 },
        },
      ],
      notes: [
        `Chromium without VS Code, ${records} records of ${interactions} interactions, ${times.length} frames. The time to open has the messages from Node in it, which Playwright carries; VS Code carries them faster.`,
      ],
    };
  } finally {
    await rig.stop();
    await browser.close();
  }
}

function fill(rig: TimelineRig): void {
  const begun = Date.now() - 3_600_000;
  for (let at = 0; at < records; at++) {
    const interactionId = String(at % interactions);
    const state = ['RINGING', 'TALKING', 'HELD'][Math.floor(at / interactions) % 3];
    const interaction = { interactionId, caseId: `case-${at % (interactions / 2)}`, state };
    rig.take({
      kind: 'event',
      time: begun + at * 36,
      name: 'interaction',
      data: { eventType: 'CHANGED', interaction },
    });
  }
}

async function moved(page: Page, key: string): Promise<readonly number[]> {
  if (key === '') return [];
  await page.evaluate('window.frameTimes.length = 0');
  for (let frame = 0; frame < frames; frame++) await page.keyboard.press(key);
  return page.evaluate<number[]>('window.frameTimes');
}
