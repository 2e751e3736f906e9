import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';
import { say } from '../../../scripts/hosts/say';
import { OwnWidget } from '../support/ownWidget';
import { Product } from '../support/product';
import { TestingView } from '../support/testingView';
import { themes } from './themes';

const taken = `scenario: A call is taken
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { interaction: call, is: TALKING }
`;

const held = `scenario: A call is held
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice, userData: { Contract: C-1042 } }
    as: call
  - name: the agent takes the call
    agent: { do: accept, interactionId: call }
  - name: the customer thinks about it
    expect: { interaction: call, is: TALKING }
  - name: the widget puts the call on hold
    expect: { interaction: call, is: HELD, within: 15s }
  - agent: { do: release, interactionId: call }
`;

/** The Testing view with scenarios that were found, that are played, and of which one has failed, for docs/testing.md. */
export async function testing(scheme: keyof typeof themes): Promise<void> {
  const widget = await OwnWidget.start();
  const product = await Product.start({
    files: { 'scenarios/hold.scenario.yaml': held, 'scenarios/inbound.scenario.yaml': taken },
    colorScheme: scheme,
    settings: {
      'workbench.colorTheme': themes[scheme],
      'editor.minimap.enabled': false,
      'deskside.simulator.widgets': [widget.address],
      'testing.automaticallyOpenTestResults': 'neverOpen',
    },
    viewport: { width: 1100, height: 520 },
  });
  const { workbench } = product;
  const { page } = workbench;
  const take = async (name: string) => {
    // Where the pointer explains nothing.
    await page.mouse.move(700, 480);
    await page.locator('.workbench-hover').filter({ visible: true }).first().waitFor({ state: 'detached' });
    const path = join(root, 'media', 'pictures', `testing-${name}-${scheme}.png`);
    await page.screenshot({ path });
    say(path);
  };
  try {
    const view = await TestingView.open(workbench, 2);
    await workbench.openFile('hold.scenario.yaml');
    await workbench.expand(view.test('hold').first());
    await take('found');
    await view.press('hold', 'Run Test');
    await view.running('the widget puts the call on hold').waitFor();
    await take('running');
    await view.waitFor('hold', 'Failed');
    await view.press('inbound', 'Run Test');
    await view.waitFor('inbound', 'Passed');
    await page.locator('.test-error-content-widget').click();
    await page.locator('.zone-widget .monaco-diff-editor').first().waitFor();
    await take('failed');
  } finally {
    await product.stop();
    await widget.stop();
  }
}
