import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scenarioCompletions } from '../../../../src/simulator/scenario/assist/completion';
import type { ScenarioLanguage } from '../../../../src/simulator/scenario/assist/completion';
import { scenarioHover } from '../../../../src/simulator/scenario/assist/hover';
import { readScenario } from '../../../../src/simulator/scenario/format/readScenario';
import { shippedScenarioNames } from '../../../../src/simulator/scenario/format/shipped';
import { shippedText } from '../playedScenario';

const head = `scenario: x
steps:
  - world: { happens: inbound, media: voice }
    as: call
`;

/** What is offered at the mark `|` of a text. */
function offeredIn(marked: string, language: ScenarioLanguage = 'yaml') {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const completions = scenarioCompletions(text, offset, language);
  const taken = (label: string) => {
    const item = completions?.items.find((each) => each.label === label);
    assert.ok(item !== undefined && completions !== undefined, `${label} is not offered`);
    const insert = item.insert.replaceAll(/\\(.)/g, '$1').replace('$0', '|');
    return text.slice(0, completions.start) + insert + text.slice(completions.end);
  };
  return { labels: completions?.items.map(({ label }) => label) ?? [], items: completions?.items ?? [], taken };
}

describe('Completion in a scenario', () => {
  const cases: readonly [what: string, text: string, offered: readonly string[], not: readonly string[]][] = [
    ['the keys of the whole', 's|', ['scenario', 'description', 'options', 'steps'], ['agent']],
    ['those that are not there yet', `${head}|`, ['description', 'options'], ['scenario', 'steps']],
    ['what a step can be', `${head}  - |`, ['agent', 'world', 'expect', 'never', 'fault', 'options', 'when'], ['do']],
    ['what goes with a step', `${head}    |`, ['name', 'when', 'refused'], ['as', 'agent', 'expect', 'world']],
    [
      'what goes with a step, in its middle',
      `scenario: x\nsteps:\n  - name: y\n    |\n    agent: { do: dial }\n`,
      ['as'],
      ['agent', 'expect'],
    ],
    ['first what an action does', `${head}  - agent: { | }`, ['do'], ['interactionId', 'campaign']],
    [
      'then what belongs to it',
      `${head}  - agent: { do: consult, | }`,
      ['interactionId', 'target', 'userData'],
      ['do', 'campaign'],
    ],
    ['actions', `${head}  - agent: { do: ac| }`, ['accept', 'hold', 'dial', 'setAgentState'], []],
    ['actions where the brace is missing', `${head}  - agent: { do: |`, ['accept', 'dial'], []],
    [
      'what happens',
      `${head}  - world: { happens: |, interactionId: call }`,
      ['farEndHangsUp', 'ringTimesOut'],
      ['inbound'],
    ],
    ['names of interactions', `${head}  - agent: { do: accept, interactionId: | }`, ['call'], ['$call']],
    [
      'no name of a later step',
      'scenario: x\nsteps:\n  - expect: { gone: | }\n  - world: {}\n    as: call\n',
      [],
      ['call'],
    ],
    ['services', `${head}  - expect: { called: inter| }`, ['interaction.accept', 'interaction.*', 'voice.dial'], []],
    [
      'references in values',
      `${head}  - expect: { called: interaction.accept, with: [|] }`,
      ['$call', '$call.caseId'],
      ['call'],
    ],
    [
      'references deep in values',
      `${head}  - expect: { event: interaction, data: { interaction: { interactionId: $| } } }`,
      ['$call'],
      [],
    ],
    ['states', `${head}  - expect: { interaction: call, is: | }`, ['RINGING', 'TALKING'], []],
    [
      'event types',
      `${head}  - expect: { event: interaction, data: { eventType: | } }`,
      ['ESTABLISHED', 'ATTACHED_DATA_CHANGED'],
      [],
    ],
    [
      'keys of an event',
      `${head}  - expect:\n      event: interaction\n      |\n`,
      ['data', 'within'],
      ['called', 'event'],
    ],
    ['keys of a mapping that is begun', `${head}  - agent:\n      |`, ['do'], []],
    ['time spans', `${head}  - after: |`, ['1s'], []],
    ['switches', 'scenario: x\noptions: { afterCallWork: | }', ['true', 'false'], []],
    ['what an option can be', 'scenario: x\noptions:\n  campaigns:\n    - mode: |', ['pull', 'push', 'directPush'], []],
    [
      'campaigns of the options',
      'options: { campaigns: [{ name: Renewals, mode: pull }] }\nsteps:\n  - agent: { do: getPreviewRecord, campaign: | }',
      ['Renewals'],
      [],
    ],
    ['types of a target', `${head}  - agent: { do: consult, target: { type: | } }`, ['AGENT'], []],
  ];
  for (const [what, text, offered, not] of cases) {
    it(`offers ${what}`, () => {
      const { labels } = offeredIn(text);
      for (const label of offered) assert.ok(labels.includes(label), `${label} is not in ${labels.join(', ')}`);
      for (const label of not) assert.ok(!labels.includes(label), `${label} is in ${labels.join(', ')}`);
      assert.equal(new Set(labels).size, labels.length, `twice in ${labels.join(', ')}`);
    });
  }

  it('writes what it offers as the file does', () => {
    assert.equal(offeredIn('sc|').taken('scenario'), 'scenario: |');
    assert.equal(offeredIn(`${head}  - wo|\n`).taken('world'), `${head}  - world: { | }\n`);
    assert.equal(offeredIn(`${head}  - agent: { do: ac| }`).taken('accept'), `${head}  - agent: { do: accept }`);
    assert.equal(offeredIn('scenario: x\n|').taken('steps'), 'scenario: x\nsteps:\n  - |');
    assert.equal(offeredIn(`${head}    na|: y`).taken('name'), `${head}    name: y`);
    assert.equal(
      offeredIn(`${head}  - expect: { called: a, with: [$c|] }`).taken('$call'),
      `${head}  - expect: { called: a, with: [$call] }`,
    );
  });

  it('offers the same in JSON, in quotes', () => {
    const json = (rest: string) => `{ "scenario": "x", "steps": [{ "world": {}, "as": "call" }, ${rest}`;
    const { labels, taken } = offeredIn(json('{ "agent": { "do": "|" } }] }'), 'json');
    assert.ok(labels.includes('accept'));
    assert.equal(taken('accept'), json('{ "agent": { "do": "accept" } }] }'));
    assert.equal(offeredIn(json('{ "ag|" }] }'), 'json').taken('agent'), json('{ "agent": { | } }] }'));
    assert.ok(offeredIn(json('\n{ \n| }] }'), 'json').labels.includes('expect'));
    assert.deepEqual(offeredIn(json('\n|\n] }'), 'json').labels, ['{ }']);
    assert.equal(
      offeredIn(json('{ "expect": { "gone": "|" } }] }'), 'json').taken('call'),
      json('{ "expect": { "gone": "call" } }] }'),
    );
  });

  it('offers at the place of each value of the shipped scenarios what stands there, where it is a choice', async () => {
    let seen = 0;
    for (const name of shippedScenarioNames) {
      const text = await shippedText(name);
      for (const { index, 1: key = '', 2: value = '' } of text.matchAll(
        /\b(do|happens|outcome|effect|called|eventType|is): ([A-Za-z_.]+)/g,
      )) {
        const offset = index + key.length + 2;
        const { labels } = offeredIn(`${text.slice(0, offset)}|${text.slice(offset)}`);
        assert.ok(labels.includes(value), `${name}: ${key}: ${value} is not in ${labels.join(', ')}`);
        seen += 1;
      }
    }
    assert.ok(seen > 50, String(seen));
  });

  it('throws nowhere in any text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ': ',
      '\n',
      '  ',
      '- ',
      'agent',
      'do',
      '*a',
      '&a',
      '"',
      "'",
      'steps',
      ',',
      '$call',
      '<<',
      '|',
      '?',
    );
    fc.assert(
      fc.property(fc.array(pieces), fc.nat(60), (parts, offset) => {
        const text = parts.join('');
        scenarioCompletions(text, Math.min(offset, text.length), 'yaml');
        scenarioHover(text, Math.min(offset, text.length));
      }),
    );
  });
});

describe('A hover in a scenario', () => {
  const docAt = (text: string, word: string) => scenarioHover(text, text.indexOf(word) + 1)?.doc ?? '';
  const text = `${head}  - agent: { do: accept, interactionId: call }
  - after: 1s
    expect: { interaction: call, is: TALKING, within: 3s }
  - expect: { called: interaction.setUserData }
`;
  it('tells what keys, states, services and actions mean', () => {
    assert.ok('scenario' in readScenario(text));
    assert.match(docAt(text, 'world'), /Something comes in/);
    assert.match(docAt(text, 'as: call'), /name by which later steps know/);
    assert.match(docAt(text, 'agent'), /The agent does something/);
    assert.match(docAt(text, 'after'), /How long to wait after the step before/);
    assert.match(docAt(text, 'within'), /How long to wait for it/);
    assert.match(docAt(text, 'TALKING'), /established/);
    assert.match(docAt(text, 'interaction.setUserData'), /user data/i);
    assert.equal(docAt(text, 'accept'), 'Accept.');
    assert.equal(docAt(text, 'voice'), 'The media voice.');
  });
});
