import * as v from 'valibot';
import { wholeBrowser } from '../test/browser/support/openBrowser';
import { SimulatorRig, until } from '../test/browser/widgets/simulatorRig';
import type { Findings } from './report';
import { median, percentile } from './support/statistics';

const interactions = 1000;
const eventsPerSecond = 200;
const clicks = 40;

/** Run in the page as text: fills the desk. */
const bringIn = `(() => {
  for (let i = 0; i < ${interactions}; i += 1) {
    const id = workspace.bringIn({ media: i % 2 === 0 ? 'voice' : 'chat', userData: { Number: i } });
    if (i % 5 !== 0) workspace.act({ do: 'accept', interactionId: id });
  }
})()`;

/**
 * Run in the page as text: interactions change all the time, and each click on a case is timed from when the browser got
 * it, which is when the button of the mouse was let go, until the frame that shows the case as selected has been drawn:
 * what is posted while a frame is made is heard after that frame.
 */
const watch = `(() => {
  let changes = 0;
  const begin = performance.now();
  window.benchmark = { clicks: [], load: setInterval(() => {
    for (const due = ((performance.now() - begin) * ${eventsPerSecond}) / 1000; changes < due; changes += 1) {
      const interactionId = String(1 + ((changes * 7) % ${interactions}));
      workspace.happen({ happens: 'userDataChanges', interactionId, keyValues: { Count: changes } });
    }
  }, 5) };
  const drawn = new MessageChannel();
  addEventListener('click', ({ target, timeStamp }) => {
    const button = target.closest('.case-button');
    if (button === null) return;
    drawn.port1.onmessage = () => window.benchmark.clicks.push(performance.now() - timeStamp);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      drawn.port2.postMessage(0);
    });
    observer.observe(button, { attributeFilter: ['aria-current'] });
  }, true);
})()`;

const times = v.array(v.number());

/** A click on a case of the simulated Workspace while much goes on in it. */
export async function click(): Promise<Findings> {
  const rig = await SimulatorRig.start(await wholeBrowser());
  try {
    const { page, widget } = await rig.openWithRawWidget();
    await widget.subscribe('interaction');
    await page.evaluate(bringIn);
    await page.getByText(`Cases ${interactions}`).waitFor();
    await page.evaluate(watch);
    const buttons = page.locator('.case-button');
    for (let i = 0; i < clicks; i++) {
      await buttons.nth((i * 7 + 1) % 20).click();
      await until(page.mainFrame(), `window.benchmark.clicks.length > ${i}`);
    }
    const measured = v.parse(times, await page.evaluate('window.benchmark.clicks'));
    const row = (measure: string, ours: number) => ({
      measure: `Click in the simulator, ${measure}`,
      unit: 'ms',
      ours,
      bound: { of: 'figure', is: 'atMost', value: 100 } as const,
    });
    return {
      rows: [row('median', median(measured)), row('95 %', percentile(measured, 95))],
      notes: [
        `${clicks} clicks of the mouse in headless Chromium, from the browser's getting the release of its button to the drawn frame that shows the case as selected, with ${interactions} interactions open, ${eventsPerSecond} changes a second and a widget that gets them as events.`,
      ],
    };
  } finally {
    await rig.stop();
  }
}
