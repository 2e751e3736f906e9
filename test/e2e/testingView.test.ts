import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopDebugging, untilStopped } from './support/debugging';
import { OwnWidget } from './support/ownWidget';
import { Product } from './support/product';
import { TestingView } from './support/testingView';
import type { Workbench } from './support/workbench';

const scenario = (name: string, expectation: object) =>
  JSON.stringify({
    scenario: name,
    steps: [
      { when: { subscribed: 'interaction' }, world: { happens: 'inbound', media: 'voice' }, as: 'call' },
      { agent: { do: 'accept', interactionId: 'call' } },
      { expect: expectation },
    ],
  });
const isTalking = { interaction: 'call', is: 'TALKING' };
const isHeld = { interaction: 'call', is: 'HELD', within: '300ms' };

/** With a line for each step. */
const held = `scenario: Held
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { interaction: call, is: HELD, within: 300ms }
`;

describe('the Testing view', () => {
  let widget: OwnWidget;
  let product: Product;
  let workbench: Workbench;
  let view: TestingView;
  before(async () => {
    widget = await OwnWidget.start({});
    product = await Product.start({
      files: {
        ...widget.files,
        'answered.scenario.json': scenario('Answered', isTalking),
        'endless.scenario.json': scenario('Endless', { called: 'crystal.ball', within: '10m' }),
        'held.scenario.yaml': held,
      },
      settings: { 'deskside.simulator.widgets': [widget.address] },
    });
    ({ workbench } = product);
    view = await TestingView.open(workbench, 3);
  });
  after(async () => {
    await product.stop();
    await widget.stop();
  });

  it('plays a scenario: what went well is green at its line, and the failed step has its message there as a diff', async () => {
    const { page } = workbench;
    await view.waitFor('held', 'Not yet run');
    await workbench.openFile('held.scenario.yaml');
    await view.press('held', 'Run Test');
    await view.waitFor('held', 'Failed');
    const line = page.locator('.test-error-content-widget').filter({ hasText: 'TALKING != HELD' });
    await line.click();
    const message = page.locator('.zone-widget').filter({ hasText: 'Not within 0.3 s: call is HELD' });
    await message.locator('.monaco-diff-editor').first().waitFor();
    await page.locator('.testing-run-glyph.codicon-testing-passed-icon').nth(1).waitFor();
    await workbench.runCommand('View: Close All Editors');
    await view.press('answered', 'Run Test');
    await view.waitFor('answered', 'Passed');
  });

  it('shows the running step, and ends a run that is cancelled', async () => {
    await workbench.openFile('endless.scenario.json');
    await view.press('endless', 'Run Test');
    await view.running('endless').waitFor();
    await workbench.page.locator('.testing-run-glyph.codicon-loading').first().waitFor();
    await workbench.page
      .getByRole('button', { name: /^Cancel Test Run/ })
      .first()
      .click();
    await view.waitFor('endless', 'Skipped');
  });

  it('plays a scenario again when it is saved, while continuous run is on', async () => {
    await workbench.runCommand('Test: Start Continuous Run');
    const file = 'answered.scenario.json';
    const saveAs = async (expectation: object) => {
      const text = scenario('Answered', expectation);
      const isSaved = async () => (await readFile(join(product.folder, file), 'utf8')) === text;
      await workbench.openFile(file);
      await workbench.replaceText(file, text, isSaved);
    };
    await saveAs(isHeld);
    await view.waitFor('answered', 'Failed');
    await saveAs(isTalking);
    await view.waitFor('answered', 'Passed');
    await workbench.runCommand('Test: Stop Continuous Run');
  });

  it('debugs a scenario: a breakpoint in the widget stops it, and the end of the session ends the run', async () => {
    await workbench.openFile('widget.js');
    await workbench.goTo(widget.eventLine);
    await workbench.runCommand('Debug: Toggle Breakpoint');
    await view.press('answered', 'Debug Test');
    await untilStopped(workbench);
    await stopDebugging(workbench);
    await workbench.showContainer('Testing');
    await view.running('answered').waitFor({ state: 'detached' });
  });
});
