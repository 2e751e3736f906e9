import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkScenario } from '../../../src/simulator/scenario/checkScenario';
import { readScenario } from '../../../src/simulator/scenario/readScenario';
import { reportText } from '../../../src/simulator/scenario/report';
import { decodeScenario, encodeScenario, withScenario } from '../../../src/simulator/scenario/scenarioAddress';
import { findShippedScenario, shippedScenarioNames } from '../../../src/simulator/scenario/shipped';
import { play, scenarioFolder, scenarioOf, shippedScenario } from './playedScenario';

const steps = 'scenario: x\nsteps:\n';

describe('Reading a scenario', () => {
  it('takes JSON as well as YAML', () => {
    const yaml = scenarioOf(`${steps}  - world: { happens: inbound, media: voice }\n    as: call\n`);
    assert.deepEqual(scenarioOf(JSON.stringify(yaml)), yaml);
  });

  const wrong: readonly [what: string, text: string, line: number, column: number, problem: RegExp][] = [
    ['no YAML', 'scenario: [', 1, 12, /sequence/],
    ['nothing', '', 1, 1, /^The scenario: it must be Object, not null\.$/],
    ['no steps', 'scenario: x\nsteps: []', 2, 8, /^"steps": it/],
    ['no name', 'steps:\n  - fault: none', 1, 1, /^"scenario": it is missing; it must be/],
    ['an unknown key', `${steps}  - fault: none\n    afer: 2s`, 4, 11, /^Step 1, "afer": there is no such key here\.$/],
    ['two deeds in a step', `${steps}  - fault: none\n    options: {}`, 3, 5, /^Step 1: it must have exactly one/],
    ['an unknown action', `${steps}  - agent: { do: sing }`, 3, 18, /^Step 1, "agent.do": it can't be "sing"\.$/],
    ['a number for a text', `${steps}  - world: { happens: inbound, media: voice, ani: 55 }`, 3, 51, /string, not 55/],
    ['a time span without unit', `${steps}  - fault: none\n    after: 2`, 4, 12, /"after": it must be/],
    [
      'no such state',
      `${steps}  - expect: { interaction: call, is: RINGIN }`,
      3,
      38,
      /"expect.is": it must be a state/,
    ],
    ['no such option', 'scenario: x\noptions: { rateLimt: 5 }\nsteps: [{ fault: none }]', 2, 22, /"options.rateLimt"/],
    [
      'a name that no step gave',
      `${steps}  - world: { happens: inbound, media: voice }\n    as: call\n  - expect: { gone: cal }`,
      5,
      21,
      /^Step 2, "expect.gone": no step before has "as: cal"\.$/,
    ],
    [
      'a reference to a later step',
      `${steps}  - expect: { called: a, with: [$call] }\n  - world: { happens: inbound, media: voice }\n    as: call`,
      3,
      33,
      /^Step 1, "expect.with.0": no step before/,
    ],
  ];
  for (const [what, text, line, column, problem] of wrong) {
    it(`says where it is wrong and why: ${what}`, () => {
      const read = readScenario(text);
      assert.ok('problem' in read);
      assert.deepEqual([read.line, read.column], [line, column]);
      assert.match(read.problem, problem);
    });
  }

  it('refuses a text of endless aliases, and one that is too long', () => {
    const aliases = Array.from({ length: 30 }, (_, n) => `k${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    for (const text of [['k0: &a0 [x]', ...aliases].join('\n'), `# ${'x'.repeat(300_000)}`]) {
      assert.ok('problem' in readScenario(text));
    }
  });

  it('throws at no text and at no value', () => {
    fc.assert(fc.property(fc.string(), (text) => void readScenario(text)));
    fc.assert(fc.property(fc.anything(), (value) => void checkScenario(value)));
    fc.assert(fc.property(fc.json(), (text) => void readScenario(`${steps}  - ${text}`)));
  });
});

describe('A scenario in an address', () => {
  it('comes out as it went in', async () => {
    for (const name of shippedScenarioNames) {
      const scenario = await shippedScenario(name);
      assert.deepEqual(findShippedScenario(name), scenario, name);
      const { hash } = new URL(withScenario('http://127.0.0.1:1/workspace#key=abc', scenario));
      const parameters = new URLSearchParams(hash.slice(1));
      assert.equal(parameters.get('key'), 'abc');
      assert.deepEqual(decodeScenario(parameters.get('scenario') ?? ''), { scenario });
    }
    const strange = scenarioOf('scenario: "ä 漢 🙂 &=#+%"\nsteps: [{ fault: none }]');
    assert.match(encodeScenario(strange), /^[\w-]+$/);
    assert.deepEqual(decodeScenario(encodeScenario(strange)), { scenario: strange });
  });

  it('is checked, and told when it is cut off', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeScenario(text)));
    const cut = decodeScenario(encodeScenario(scenarioOf('scenario: x\nsteps: [{ fault: none }]')).slice(0, -5));
    assert.deepEqual(cut, { flaw: { path: [], message: 'The address holds no whole scenario. Open it anew.' } });
    assert.equal(findShippedScenario('toString'), undefined);
  });
});

describe("The README's scenario", () => {
  it('is one, and passes with a widget that does what it says', async () => {
    const readme = await readFile(join(scenarioFolder, '../../README.md'), 'utf8');
    const [, yaml = ''] = /```yaml\n(scenario: .*?)```/s.exec(readme) ?? [];
    const report = play(scenarioOf(yaml), {
      subscribes: ['interaction'],
      told({ eventType, interactionId }, call) {
        if (eventType === 'ESTABLISHED') call('interaction.setUserData', interactionId, { Seen: 'C-1042' });
      },
    });
    assert.equal(report.outcome, 'passed', reportText(report));
  });
});
