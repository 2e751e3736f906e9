import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkScenario } from '../../../src/simulator/scenario/format/checkScenario';
import { readScenario } from '../../../src/simulator/scenario/format/readScenario';
import { reportText } from '../../support/reportText';
import { decodeScenario, encodeScenario, withScenario } from '../../../src/simulator/scenario/format/scenarioAddress';
import { findShippedScenario, shippedScenarioNames } from '../../../src/simulator/scenario/format/shipped';
import { play, scenarioFolder, scenarioOf, shippedScenario } from './playedScenario';

const steps = 'scenario: x\nsteps:\n';

describe('Reading a scenario', () => {
  it('takes JSON as well as YAML', () => {
    const yaml = scenarioOf(`${steps}  - world: { happens: inbound, media: voice }\n    as: call\n`);
    assert.deepEqual(scenarioOf(JSON.stringify(yaml)), yaml);
  });

  const wrong: readonly [what: string, text: string, line: number, column: number, problem: RegExp][] = [
    ['no YAML', 'scenario: [', 1, 12, /sequence/],
    ['nothing', '', 1, 1, /^The scenario: it must have the keys scenario and steps\.$/],
    ['no steps', 'scenario: x\nsteps: []', 2, 8, /^"steps": it must have at least one step\.$/],
    ['a tab', 'scenario: x\nsteps:\n\t- fault: none', 3, 1, /^A tab stands before this\. Indent with spaces\.$/],
    ['no name', 'steps:\n  - fault: none', 1, 1, /^"scenario": it is missing; it must be/],
    [
      'an unknown key',
      `${steps}  - fault: none\n    afer: 2s`,
      4,
      5,
      /^Step 1: "afer" is not known here, did you mean "after"\?$/,
    ],
    ['two deeds in a step', `${steps}  - fault: none\n    options: {}`, 3, 5, /^Step 1: it must have exactly one/],
    ['an unknown action', `${steps}  - agent: { do: sing }`, 3, 18, /^Step 1, "agent.do": it can't be "sing"\.$/],
    ['a number for a text', `${steps}  - world: { happens: inbound, media: voice, ani: 55 }`, 3, 51, /string, not 55/],
    ['a time span without unit', `${steps}  - fault: none\n    after: 2`, 4, 12, /"after": it must be/],
    [
      'no such state',
      `${steps}  - world: { happens: inbound, media: voice }\n    as: call\n  - expect: { interaction: call, is: RINGIN }`,
      5,
      38,
      /"expect.is": it must be a state/,
    ],
    [
      'no such option',
      'scenario: x\noptions: { rateLimt: 5 }\nsteps: [{ fault: none }]',
      2,
      12,
      /^"options": "rateLimt" is .*"rateLimit"/,
    ],
    [
      'a name that no step gave',
      `${steps}  - world: { happens: inbound, media: voice }\n    as: call\n  - expect: { gone: cal }`,
      5,
      21,
      /^Step 2, "expect.gone": no step before has "as: cal", did you mean "call"\?$/,
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
      assert.ok('problems' in read);
      const [first, ...others] = read.problems;
      assert.deepEqual([first.line, first.column], [line, column]);
      assert.match(first.problem, problem);
      assert.deepEqual(others, []);
    });
  }

  /** The problems of a text, each as `line:column sentence`. */
  function problemsOf(text: string): string[] {
    const read = readScenario(text);
    return 'scenario' in read ? [] : read.problems.map(({ line, column, problem }) => `${line}:${column} ${problem}`);
  }

  /** A scenario whose user data hold a value as it stands in the file, at line 3, column 63. */
  const withValue = (written: string) =>
    `${steps}  - world: { happens: inbound, media: voice, userData: { Key: ${written} } }`;

  const changed = [
    ...['+33298000000', '01097', '1.10', '4111111111111111111', '12345678901234567', '1e3', '0x10', '0o17', '.5', '5.'],
    ...[
      '-0',
      '-0.0',
      '+1',
      '00',
      '1.0',
      '1E5',
      '1e999',
      '.inf',
      '-.Inf',
      '.nan',
      '.NaN',
      '0.30000000000000001',
      '1e21',
    ],
    ...['~', 'Null', 'NULL', 'True', 'FALSE', '!!int "01"', '!!bool "True"'],
  ];
  for (const written of changed) {
    it(`refuses what would become something else in silence: ${written}`, () => {
      const [problem = '', ...others] = problemsOf(withValue(written));
      assert.match(problem, /^3:\d+ .* would become .*Put it in quotes/);
      const value = written.startsWith('!!') ? written.indexOf('"') : 0;
      assert.ok(problem.startsWith(`3:${63 + value} `), problem);
      assert.deepEqual(others, []);
      assert.deepEqual(problemsOf(withValue(`'${written.replaceAll("'", "''")}'`)), []);
    });
  }

  it('takes what comes out as it is written', () => {
    for (const written of [
      ...[
        '0',
        '7',
        '-7',
        '1.5',
        '0.1',
        '9007199254740991',
        'true',
        'false',
        'null',
        'yes',
        'No',
        'on',
        '1_000',
        '12:30',
      ],
      ...['2026-11-29', '2026-11-29T10:00:00Z', 'NaN', '+33 298', '0b1', "''", '!!str 01097', '[1, {}]'],
    ]) {
      assert.deepEqual(problemsOf(withValue(written)), [], written);
    }
    const read = readScenario(withValue('!!str 01097'));
    assert.ok('scenario' in read);
    assert.deepEqual(JSON.stringify(read.scenario).includes('"Key":"01097"'), true);
  });

  it('refuses them anywhere in the file: as a key, in a list, in JSON, in what is expected, under another YAML version', () => {
    const at = (text: string) => problemsOf(text).map((problem) => problem.split(' ')[0]);
    assert.deepEqual(at(`${steps}  - world: { happens: inbound, media: voice, userData: { 01097: x, +1: y, ~: z } }`), [
      '3:58',
      '3:68',
      '3:75',
    ]);
    assert.deepEqual(at(`${steps}  - expect: { called: a, with: [1, 01, [+2]] }`), ['3:36', '3:41']);
    assert.deepEqual(at('{"scenario": "x", "steps": [{"expect": {"called": "a", "with": [1.0]}}]}'), ['1:65']);
    assert.deepEqual(at(`${steps}  - options: { ringTimeoutMs: 1e3 }`), ['3:31']);
    const yes = `%YAML 1.1\n---\n${withValue('yes')}`;
    assert.match(problemsOf(yes).join(), /^5:63 yes would become true\. Put it in quotes .*, or write true\.$/);
  });

  it('asks what a gap stands for', () => {
    assert.deepEqual(
      problemsOf(`${steps}  - world:\n      happens: inbound\n      media: voice\n      userData:\n        Note:\n`),
      ['7:14 There is no value here. Write null for none, or "" for an empty text.'],
    );
    assert.deepEqual(problemsOf(withValue('{ a }')).length, 1);
  });

  it('names every key that is not known, with the nearest one, where it stands', () => {
    const text = `scenario: x
descripton: y
steps:
  - worlds: { happens: inbound, media: voice }
  - world: { hapens: inbound, Media: voice }
  - expect: { event: interaction, dat: {}, zzz: 1 }
    when: { calld: a }
  - agent: { do: acept, interactionId: call }
`;
    assert.deepEqual(problemsOf(text), [
      '2:1 "descripton" is not known here, did you mean "description"?',
      '4:5 Step 1: "worlds" is not known here, did you mean "world"?',
      '5:14 Step 2, "world": "hapens" is not known here, did you mean "happens"?',
      '5:31 Step 2, "world": "Media" is not known here, did you mean "media"?',
      '6:35 Step 3, "expect": "dat" is not known here, did you mean "data"?',
      '6:44 Step 3, "expect": "zzz" is not known here. Known are: event, data, within.',
      '7:13 Step 3, "when": "calld" is not known here, did you mean "called"?',
      '8:18 Step 4, "agent.do": it can\'t be "acept", did you mean "accept"?',
      '8:40 Step 4, "agent.interactionId": no step before has "as: call".',
    ]);
  });

  it('gives the piece of the text that is wrong', () => {
    const text = `${steps}  - worlds: { happens: inbound, media: voice }`;
    const read = readScenario(text);
    assert.ok('problems' in read);
    assert.deepEqual(
      read.problems.map(({ start, end }) => text.slice(start, end)),
      ['worlds'],
    );
  });

  it('offers what probably was meant, as the file writes it, and mends with it', () => {
    const text = `scenario: x
steps:
  - world: { happens: inbound, media: voice, ani: 5550199, dnis: 01097 }
    as: call
    nmae: y
  - agent: { do: "acept", interactionId: 'cal' }
  - expect: { interaction: call, is: RINGIN }
  - expect: { called: a, with: [$cal.caseId] }
`;
    const read = readScenario(text);
    assert.ok('problems' in read);
    const offered = read.problems.map(({ start, end, fix }) => [text.slice(start, end), fix?.text]);
    assert.deepEqual(offered, [
      ['5550199', '"5550199"'],
      ['01097', '"01097"'],
      ['nmae', 'name'],
      ['"acept"', '"accept"'],
      ["'cal'", "'call'"],
      ['RINGIN', 'RINGING'],
      ['$cal.caseId', '$call.caseId'],
    ]);
    const mended = read.problems.reduceRight(
      (before, { start, end, fix }) => before.slice(0, start) + (fix?.text ?? '') + before.slice(end),
      text,
    );
    assert.deepEqual(problemsOf(mended), []);
  });

  it('takes one scenario for each file', () => {
    const text = 'scenario: one\nsteps: [{ fault: none }]\n---\nscenario: two\nsteps: []\n';
    assert.deepEqual(problemsOf(text), ['3:1 A file holds one scenario. Move what follows into a file of its own.']);
    assert.deepEqual(problemsOf('---\nscenario: one\nsteps: [{ fault: none }]\n...\n'), []);
  });

  it('says that a file is no UTF-8', () => {
    const text = 'scenario: é\nsteps: [{ fault: none }]';
    const files = {
      'UTF-16': Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'UTF-16 without a mark': Buffer.from(text, 'utf16le'),
      'Latin-1': Buffer.from(text, 'latin1'),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const [problem, ...others] = problemsOf(bytes.toString('utf8'));
      assert.match(problem ?? '', /^1:\d+ This is not UTF-8\. Save the file as UTF-8\.$/, name);
      assert.deepEqual(others, []);
    }
    assert.deepEqual(problemsOf(`\uFEFF${text}`), []);
  });

  it('takes over what another mapping has with <<', () => {
    const base = `${steps}  - &in\n    world: { happens: inbound, media: voice }\n    as: one\n  - `;
    const read = readScenario(`${base}<<: *in\n    as: two\n  - { as: three, <<: [*in] }`);
    assert.ok('scenario' in read, JSON.stringify(read));
    assert.deepEqual(
      read.scenario.steps.map((step) => ('as' in step ? step.as : undefined)),
      ['one', 'two', 'three'],
    );
    assert.match(problemsOf(`${base}<<: in\n`).join(), /^6:5 After "<<" stands an alias such as \*name\./);
    assert.match(problemsOf(`${base}<<: *no\n`).join(), /^6:9 No "&no" stands before this alias\./);
  });

  it('tells of keys that stand twice, and of aliases that contain themselves', () => {
    assert.deepEqual(problemsOf('scenario: x\nsteps: [{ fault: none }]\nscenario: y\n'), [
      '3:1 "scenario" stands here twice. Keep one of them.',
    ]);
    assert.match(problemsOf(withValue('&a [*a]')).join(), /^3:67 "&a" can't contain itself\.$/);
    const depth = 20_000;
    const deep = withValue(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    assert.match(problemsOf(deep).join(), /^\d+:\d+ This is nested too deeply\./);
    assert.match(problemsOf(withValue('{ ? [a] : b }')).join(), /^3:67 A key must be a text\.$/);
  });

  it('reads as many keys as a text can hold in a time that grows with their number', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: a`).join(', ');
    const spent = (count: number) => {
      const before = process.cpuUsage();
      assert.deepEqual(problemsOf(withValue(`{ ${keys(count)} }`)), []);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    spent(1_000);
    const [few, many] = [spent(2_500), spent(22_500)];
    // Nine times as many; work that compares each key with all others would take eighty times as long.
    assert.ok(many < 30 * few, `${few} and ${many} µs`);
    assert.equal(problemsOf(`${steps}${'  - zz: 1\n'.repeat(20_000)}`).length, 100);
  });

  it('refuses a text of endless aliases, and one that is too long', () => {
    const aliases = Array.from({ length: 30 }, (_, n) => `k${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    for (const text of [['k0: &a0 [x]', ...aliases].join('\n'), `# ${'x'.repeat(300_000)}`]) {
      assert.ok('problems' in readScenario(text));
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
    assert.deepEqual(cut, { flaws: [{ path: [], message: 'The address holds no whole scenario. Open it anew.' }] });
    assert.equal(findShippedScenario('toString'), undefined);
  });
});

describe('The scenario in docs/scenarios.md', () => {
  it('is one, and passes with a widget that does what it says', async () => {
    const page = await readFile(join(scenarioFolder, '../../docs/scenarios.md'), 'utf8');
    const [, yaml = ''] = /```yaml\n(scenario: .*?)```/s.exec(page) ?? [];
    const report = play(scenarioOf(yaml), {
      subscribes: ['interaction'],
      told({ eventType, interactionId }, call) {
        if (eventType === 'ESTABLISHED') call('interaction.setUserData', interactionId, { Seen: 'C-1042' });
      },
    });
    assert.equal(report.outcome, 'passed', reportText(report));
  });
});
