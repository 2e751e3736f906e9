import assert from 'node:assert/strict';
import { encodeScenario } from '../../src/simulator/scenario/format/scenarioAddress';
import { readScenario } from '../../src/simulator/scenario/format/readScenario';
import type { Scenario } from '../../src/simulator/scenario/format/scenario';
import { shippedScenarioNames } from '../../src/simulator/scenario/format/shipped';
import { reportText } from '../support/reportText';
import type { ScenarioReport } from '../../src/simulator/scenario/run/report';
import { scenarioOfTrace } from '../../src/trace/scenario/traceScenario';
import type { TraceScenario } from '../../src/trace/scenario/traceScenario';
import { readTrace } from '../../src/trace/readTrace';
import { answeringAddress, recordedTrace } from './support/recordedTrace';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

/** One with calls after events, one with an answer that is not only a note, one in which calls are ignored. */
const representative = ['consult-and-transfer', 'blocked-markdone', 'rate-limit'];

describe('A trace of a widget in the simulated Workspace', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  const widget = (name: string, silent = false) => `${answeringAddress(rig, name)}${silent ? '&silent' : ''}`;

  async function reportAt(address: string): Promise<ScenarioReport> {
    const { page } = await rig.open(address);
    await page.waitForFunction(
      () => (window.workspace.scenarioReport()?.outcome ?? 'running') !== 'running',
      undefined,
      {
        timeout: 60_000,
      },
    );
    const report = await page.evaluate(() => window.workspace.scenarioReport());
    assert.ok(report !== undefined);
    return report;
  }
  const played = (scenario: Scenario, name: string, silent: boolean) =>
    reportAt(`${rig.address({ widget: widget(name, silent) })}#scenario=${encodeScenario(scenario)}`);

  async function recorded(name: string): Promise<TraceScenario> {
    const { entries } = await readTrace([await recordedTrace(rig, name)]);
    return scenarioOfTrace(entries, name);
  }

  for (const name of shippedScenarioNames.filter((each) => representative.includes(each))) {
    it(`becomes a scenario that passes with it, and fails without its calls: ${name}`, async () => {
      const { scenario, text, leftOut } = await recorded(name);
      assert.deepEqual(leftOut, [], text);
      assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}/, 'an id stands in it');
      // The calls that do not come need not be waited for so long.
      const impatient = readScenario(text.replaceAll('within: 10s', 'within: 1s'));
      assert.ok('scenario' in impatient);
      const [report, without] = await Promise.all([
        played(scenario, name, false),
        played(impatient.scenario, name, true),
      ]);
      assert.equal(report.outcome, 'passed', `${text}\n${reportText(report)}`);
      const failed = without.steps.find(({ outcome }) => outcome === 'failed');
      assert.match(failed?.text ?? '', /is called/, `${text}\n${reportText(without)}`);
    });
  }
});
