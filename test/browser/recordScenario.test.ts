import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { encodeScenario } from '../../src/simulator/scenario/format/scenarioAddress';
import { readScenario } from '../../src/simulator/scenario/format/readScenario';
import type { Scenario } from '../../src/simulator/scenario/format/scenario';
import { shippedScenarioNames } from '../../src/simulator/scenario/format/shipped';
import { reportText } from '../support/reportText';
import type { ScenarioReport } from '../../src/simulator/scenario/run/report';
import { until } from '../support/until';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

/** Does things in the page as its user does, with the mouse. */
class Hand {
  constructor(readonly page: Page) {}

  async press(name: string, place: Page | Locator = this.page): Promise<void> {
    await place.getByRole('button', { name, exact: true }).first().click();
  }

  async sheet(name: string): Promise<void> {
    const toggle = this.page.getByRole('button', { name: 'Simulator', exact: true });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  async option(label: string, value: string): Promise<void> {
    await this.sheet('Options');
    await this.page.getByLabel(label, { exact: true }).fill(value);
    await this.press('Apply');
  }

  /** A button of the card of an interaction, which it presses once it is there. */
  async act(interactionId: number, name: string): Promise<void> {
    await this.press(name, this.page.locator(`[data-interaction="${interactionId}"]`));
  }

  async farEnd(interactionId: number, name: string): Promise<void> {
    await this.sheet('Far ends');
    await this.page.getByRole('combobox', { name: /^Interaction/ }).selectOption(String(interactionId));
    await this.press(name, this.page.getByRole('group', { name: 'Far end' }));
  }

  async userData(interactionId: number, values: object): Promise<void> {
    await this.sheet('Far ends');
    await this.page.getByRole('combobox', { name: /^Interaction/ }).selectOption(String(interactionId));
    await this.page.getByLabel('User data that a far end changes').fill(JSON.stringify(values));
    await this.press('Change user data');
  }

  async consult(interactionId: number): Promise<void> {
    await this.act(interactionId, 'Consult…');
    const communicator = this.page.getByRole('dialog', { name: /^Consult: / });
    await communicator.getByRole('button', { name: /Ben Carter/ }).click();
    await this.press('Consult', communicator);
  }

  async getRecord(): Promise<void> {
    await this.press('New…');
    const dialog = this.page.getByRole('dialog', { name: 'New' });
    await dialog.getByLabel('What').selectOption('getPreviewRecord');
    await this.press('Get an outbound record', dialog);
  }

  /** Waits until an interaction is in a state, as somebody does who looks at the page. */
  async sees(interactionId: number, state: string): Promise<void> {
    await this.page.locator(`[data-interaction="${interactionId}"]`).getByText(state, { exact: true }).waitFor();
  }

  async seesCalls(service: string, count: number): Promise<void> {
    await this.page.waitForFunction(
      ({ service, count }) =>
        window.workspace.messages().filter(({ kind, name }) => kind === 'request' && name === service).length >= count,
      { service, count },
    );
  }

  async seesNothing(): Promise<void> {
    await this.page.getByText('No case is open.').waitFor();
  }
}

interface Situation {
  /** What the widget does. */
  readonly answers: 'notes' | 'blocks' | 'writes' | 'asks';
  readonly doIt: (hand: Hand) => Promise<void>;
}

const seen = 'interaction.setUserData';

/** The situations of the scenarios that come with Deskside, brought about by hand. */
const situations: Readonly<Record<string, Situation>> = {
  'inbound-call': {
    answers: 'notes',
    async doIt(hand) {
      await hand.press('Inbound call');
      await hand.seesCalls(seen, 1);
      for (const name of ['Answer', 'Hold', 'Retrieve']) await hand.act(1, name);
      await hand.farEnd(1, 'Far end hangs up');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  rona: {
    answers: 'notes',
    async doIt(hand) {
      await hand.option('Ring time-out', '1500');
      await hand.press('Inbound call');
      await hand.sees(1, 'IDLE');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  'consult-and-transfer': {
    answers: 'notes',
    async doIt(hand) {
      await hand.option('Far end answers after', '0');
      await hand.press('Inbound call');
      await hand.seesCalls(seen, 1);
      await hand.act(1, 'Answer');
      await hand.consult(1);
      await hand.seesCalls(seen, 2);
      await hand.farEnd(2, 'Far end answers');
      await hand.act(2, 'Complete Transfer');
      await hand.sees(1, 'IDLE');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  conference: {
    answers: 'notes',
    async doIt(hand) {
      await hand.press('Inbound call');
      await hand.seesCalls(seen, 1);
      await hand.act(1, 'Answer');
      await hand.consult(1);
      await hand.seesCalls(seen, 2);
      await hand.sees(2, 'TALKING');
      await hand.act(2, 'Complete Conference');
      await hand.farEnd(1, '1002 leaves');
      await hand.act(1, 'Release');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  chat: {
    answers: 'notes',
    async doIt(hand) {
      await hand.press('Chat');
      await hand.seesCalls(seen, 1);
      await hand.act(1, 'Accept');
      await hand.sees(1, 'HISTORY_DONE');
      await hand.userData(1, { Mood: 'content' });
      await hand.farEnd(1, 'Far end hangs up');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  email: {
    answers: 'notes',
    async doIt(hand) {
      await hand.press('Email');
      await hand.seesCalls(seen, 1);
      await hand.act(1, 'Accept');
      await hand.act(1, 'Reply');
      await hand.seesCalls(seen, 2);
      await hand.act(2, 'Save');
      await hand.act(2, 'Send');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  'pull-preview': {
    answers: 'notes',
    async doIt(hand) {
      await hand.getRecord();
      await hand.seesCalls(seen, 1);
      await hand.act(1, 'Call');
      await hand.seesCalls(seen, 2);
      await hand.sees(2, 'TALKING');
      await hand.act(2, 'Release');
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  'blocked-markdone': {
    answers: 'blocks',
    async doIt(hand) {
      await hand.press('Inbound call');
      await hand.act(1, 'Answer');
      await hand.seesCalls('interaction.blockMarkdone', 1);
      await hand.act(1, 'Release');
      await hand.act(1, 'Mark Done');
      await hand.seesCalls('interaction.unblockMarkdone', 1);
      await hand.act(1, 'Mark Done');
      await hand.seesNothing();
    },
  },
  'write-forbidden': {
    answers: 'writes',
    async doIt(hand) {
      await hand.option('user-data.write-allowed', 'Note*');
      await hand.press('Inbound call');
      await hand.act(1, 'Answer');
      await hand.seesCalls(seen, 1);
      await hand.option('user-data.write-allowed', '*');
      await hand.userData(1, { Again: 'yes' });
      await hand.seesCalls(seen, 2);
    },
  },
  'rate-limit': {
    answers: 'asks',
    async doIt(hand) {
      const asked = 'interaction.getInteractions';
      await hand.option('rate-limit', '3');
      await hand.option('rate-limit-quarantine-delay', '2');
      await hand.press('Chat');
      await hand.act(1, 'Accept');
      await hand.page.getByText('is in quarantine.').waitFor({ state: 'attached' });
      const before = await callsOf(hand.page, asked);
      // The quarantine is over when a call is answered again; nothing else shows it.
      await hand.page.waitForFunction(
        (since) => Date.now() - since > 3_000,
        await hand.page.evaluate(() => Date.now()),
      );
      await hand.userData(1, { Mood: 'content' });
      await hand.seesCalls(asked, before + 1);
    },
  },
};

function callsOf(page: Page, service: string): Promise<number> {
  return page.evaluate(
    (service) => window.workspace.messages().filter(({ kind, name }) => kind === 'request' && name === service).length,
    service,
  );
}

/** The same scenario with less patience: for a widget that is known to do nothing. */
function hurried(scenario: Scenario): Scenario {
  return JSON.parse(JSON.stringify(scenario).replaceAll('"within":"10s"', '"within":"2s"')) as Scenario;
}

describe('Record Scenario in the simulated Workspace', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  const widget = (answers: string, silent: boolean) =>
    `${rig.widget('answering.html')}?answers=${answers}${silent ? '&silent' : ''}`;
  const played = async (scenario: Scenario, answers: string, silent: boolean): Promise<ScenarioReport> => {
    const fragment = `#scenario=${encodeScenario(scenario)}`;
    const { page } = await rig.open(rig.address({ widget: widget(answers, silent) }) + fragment);
    await page.waitForFunction(() => window.workspace.scenarioReport()?.outcome !== 'running', undefined, {
      timeout: 60_000,
    });
    const report = await page.evaluate(() => window.workspace.scenarioReport());
    assert.ok(report !== undefined);
    return report;
  };

  it('knows every situation for which a scenario comes with Deskside', () => {
    assert.deepEqual(Object.keys(situations).sort(), [...shippedScenarioNames].sort());
  });

  for (const [name, { answers, doIt }] of Object.entries(situations)) {
    it(`writes what was done by hand as a scenario that passes, and fails without the widget's call: ${name}`, async () => {
      const { page, problems } = await rig.open(rig.address({ widget: widget(answers, false) }));
      const hand = new Hand(page);
      await page.waitForFunction(() => window.workspace.messages().some(({ kind }) => kind === 'subscribe'));
      await hand.sheet('Record');
      await hand.press('Record scenario');
      await doIt(hand);
      await hand.sheet('Record');
      await hand.press('Stop recording');
      await page.getByLabel('Name of the scenario').fill(`By hand: ${name}`);
      const field = page.getByLabel(/^Save it as a file/);
      await until('the name in the text', async () => (await field.inputValue()).includes(`By hand: ${name}`));
      const text = await field.inputValue();
      assert.deepEqual(problems, []);
      const read = readScenario(text);
      assert.ok('scenario' in read, text);
      assert.equal(read.scenario.scenario, `By hand: ${name}`);
      assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}/, 'an id stands in it');
      const [report, without] = await Promise.all([
        played(read.scenario, answers, false),
        played(hurried(read.scenario), answers, true),
      ]);
      assert.equal(report.outcome, 'passed', `${text}\n${reportText(report)}`);
      const failed = without.steps.find(({ outcome }) => outcome === 'failed');
      assert.match(failed?.text ?? '', /is called/, `${text}\n${reportText(without)}`);
    });
  }

  it('begins anew with an empty desk where something was done already', async () => {
    const { page } = await rig.open(rig.address({ widget: widget('notes', false) }));
    const hand = new Hand(page);
    await hand.press('Inbound call');
    await hand.sheet('Record');
    await hand.press('Reload and record scenario');
    await page.getByText('Recording: 0 steps').waitFor();
    assert.equal(await page.evaluate(() => window.workspace.state().interactions.length), 0);
    await hand.press('Inbound call');
    await page.getByText('Recording: 2 steps').waitFor();
  });
});
