import assert from 'node:assert/strict';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

/** Run in the page as text: interactions that change, and among the changes clicks on cases, each of which must be seen. */
const clickUnderLoad = `(async () => {
  let count = 0;
  const load = setInterval(() => {
    for (let i = 0; i < 4; i += 1) {
      count += 1;
      const interactionId = String(1 + ((count * 7) % 900));
      workspace.happen({ happens: 'userDataChanges', interactionId, keyValues: { Count: count } });
    }
  }, 20);
  const frame = () => new Promise(requestAnimationFrame);
  let seen = 0;
  for (let i = 0; i < 15; i += 1) {
    for (const next = count + 20; count < next; ) await frame();
    const buttons = document.querySelectorAll('.case-button');
    const button = buttons[(i * 37) % buttons.length];
    button.click();
    while (button.getAttribute('aria-current') !== 'true') await frame();
    seen += 1;
  }
  clearInterval(load);
  return seen;
})()`;

describe('the simulated Workspace under load', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  after(() => rig.stop());

  it('answers each click among 1,000 interactions and 200 events a second; how soon, `npm run bench -- click` says', async () => {
    const { page } = await rig.open(rig.address());
    await page.evaluate(() => {
      for (let i = 0; i < 1000; i += 1) {
        const id = window.workspace.bringIn({ media: i % 2 === 0 ? 'voice' : 'chat', userData: { Number: i } });
        if (i % 5 !== 0) window.workspace.act({ do: 'accept', interactionId: id });
      }
    });
    await page.getByText('Cases 1000').waitFor();
    assert.equal(await page.evaluate(clickUnderLoad), 15);
  });
});
