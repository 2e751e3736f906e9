import { OwnWidget } from '../support/ownWidget';
import { TestingView } from '../support/testingView';
import { photograph } from './photograph';
import type { Theme } from './themes';

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

/** The Testing view with a scenario that has passed beside one that is played and then fails, for docs/testing.md. */
export async function testing(theme: Theme): Promise<void> {
  const widget = await OwnWidget.start();
  const options = {
    viewport: { width: 1100, height: 620 },
    files: { 'scenarios/hold.scenario.yaml': held, 'scenarios/answer.scenario.yaml': taken },
    settings: {
      'deskside.simulator.widgets': [widget.address],
      'testing.automaticallyOpenTestResults': 'neverOpen',
    },
  };
  try {
    await photograph(theme, options, async ({ workbench }, take) => {
      const { page } = workbench;
      const view = await TestingView.open(workbench, 2);
      await workbench.openFile('hold.scenario.yaml');
      for (const name of ['answer', 'hold']) await workbench.expand(view.test(name).first());
      await view.press('answer', 'Run Test');
      await view.waitFor('answer', 'Passed');
      await view.press('hold', 'Run Test');
      await view.running('the widget puts the call on hold').waitFor();
      await take('testing-running');
      await view.waitFor('hold', 'Failed');
      await page.locator('.test-error-content-widget').click();
      await page.locator('.zone-widget .monaco-diff-editor').first().waitFor();
      await take('testing-failed');
    });
  } finally {
    await widget.stop();
  }
}
