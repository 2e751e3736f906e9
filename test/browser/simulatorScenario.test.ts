import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { checkScenario } from '../../src/simulator/scenario/format/checkScenario';
import { reportText } from '../support/reportText';
import type { ScenarioReport } from '../../src/simulator/scenario/run/report';
import { encodeScenario } from '../../src/simulator/scenario/format/scenarioAddress';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

/** A call whose user data the widget is to fill in, with a first try that goes wrong. */
const fillIn = {
  scenario: 'Fill in – “äöü”',
  steps: [
    { fault: { effect: 'replyError', name: 'interaction.setUserData', times: 1, errorMessage: 'Not now.' } },
    {
      when: { subscribed: 'interaction' },
      world: { happens: 'inbound', media: 'voice', ani: '5550199' },
      as: 'call',
    },
    { expect: { called: 'interaction.setUserData', with: ['$call', { Seen: 'yes' }], within: '5s' } },
    { name: 'it tries again', expect: { called: 'interaction.setUserData', with: ['$call'], within: '5s' } },
    { expect: { interaction: 'call', is: { userData: { Seen: 'yes' } } } },
  ],
};

describe('scenarios in the simulated Workspace', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  const fragment = (scenario: unknown) => {
    const checked = checkScenario(scenario);
    assert.ok('scenario' in checked);
    return `#scenario=${encodeScenario(checked.scenario)}`;
  };
  const ended = async (page: Page): Promise<ScenarioReport> => {
    await page.waitForFunction(() => window.workspace.scenarioReport()?.outcome !== 'running', undefined, {
      timeout: 20_000,
    });
    const report = await page.evaluate(() => window.workspace.scenarioReport());
    assert.ok(report !== undefined);
    return report;
  };

  it('come whole in the fragment of the address, and see what a widget in its frame does', async () => {
    const { page, problems } = await rig.open(rig.address({ widget: rig.widget('raw.html') }) + fragment(fillIn));
    const widget = await rig.rawWidget(page, 'raw.html');
    await widget.subscribe('interaction');
    await page.waitForFunction(() => window.workspace.state().interactions.length === 1);
    assert.equal(await widget.refusal('interaction.setUserData', '1', { Seen: 'yes' }), 'Not now.');
    await widget.call('interaction.setUserData', '1', { Seen: 'yes' });
    const report = await ended(page);
    assert.equal(report.outcome, 'passed', reportText(report));
    assert.equal(report.scenario, fillIn.scenario);
    await page.getByText(`${fillIn.scenario}: passed`).waitFor();
    assert.deepEqual(problems, []);
  });

  it('say which step a widget fails, and begin anew with a reload', async () => {
    const hasty = {
      ...fillIn,
      steps: [
        ...fillIn.steps.slice(0, 2),
        { name: 'the widget fills in', expect: { called: 'interaction.setUserData', within: '300ms' } },
      ],
    };
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }) + rig.keyFragment);
    await page.goto(rig.address({ widget: rig.widget('raw.html') }) + fragment(hasty));
    // The page loads itself anew for the fragment; meanwhile there is no handle.
    await page.waitForFunction(
      (name) => 'workspace' in window && window.workspace.scenarioReport()?.scenario === name,
      hasty.scenario,
    );
    for (const turn of ['first', 'second']) {
      const widget = await rig.rawWidget(page, 'raw.html');
      await widget.subscribe('interaction');
      const report = await ended(page);
      assert.equal(report.steps.find(({ outcome }) => outcome === 'failed')?.text, 'the widget fills in', turn);
      await page.reload();
    }
  });

  it('tell calls that Workspace refuses and ignores from those that it carries out', async () => {
    const limited = {
      scenario: 'Limited',
      options: { rateLimit: 2, acceptedOrigins: `${rig.site.origin} (agent.*)` },
      steps: [
        { expect: { called: 'agent.get', outcome: 'succeeded', within: '10s' } },
        { expect: { called: 'voice.dial', outcome: 'failed', within: '5s' } },
        { expect: { called: 'agent.getState', outcome: 'ignored', within: '5s' } },
      ],
    };
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }) + fragment(limited));
    const widget = await rig.rawWidget(page, 'raw.html');
    await widget.call('agent.get');
    await widget.refusal('voice.dial', '5550111');
    await widget.post({ request: 'agent.getState', referenceId: 'x', userAgent: 'WWE Client', protocolVersion: 2 });
    const report = await ended(page);
    assert.equal(report.outcome, 'passed', reportText(report));
  });

  it('that come with Deskside are asked for by name, and play with the sample widget', async () => {
    const { page, problems } = await rig.open(rig.address({ scenario: 'inbound-call' }) + rig.keyFragment);
    const report = await ended(page);
    assert.equal(report.outcome, 'passed', reportText(report));
    assert.deepEqual(problems, []);
  });

  it('that do not exist are told, with those that do', async () => {
    const { page } = await rig.open(rig.address({ scenario: 'lunch', widget: rig.widget('raw.html') }));
    await page.getByText('There is no scenario lunch. Name one of these: blocked-markdone').waitFor();
    const problem = await page.evaluate(() => {
      try {
        void window.workspace.playScenario({ scenario: 'x', steps: [{ agent: { do: 'sing' } }] });
        return undefined;
      } catch (error) {
        return String(error);
      }
    });
    assert.equal(problem, `Error: Step 1, "agent.do": it can't be "sing".`);
  });
});
