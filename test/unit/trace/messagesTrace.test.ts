import assert from 'node:assert/strict';
import { planOfTrace } from '../../../src/trace/replay/planOfTrace';
import { readTrace } from '../../../src/trace/readTrace';
import { scenarioOfTrace } from '../../../src/trace/scenario/traceScenario';
import { traceOfMessages } from '../../../src/trace/messagesTrace';
import type { WireMessage } from '../../../src/trace/messagesTrace';

const canary = 'Canary Bird';
const options = { product: '0', begun: 0, masking: { allowedKeys: [] } };
const interaction = { interactionId: '1', media: 'voice', state: 'RINGING', userData: { Customer: canary } };
const messages: readonly WireMessage[] = [
  { kind: 'subscribe', name: 'interaction', referenceId: '1', message: ['interaction'] },
  { kind: 'reply', name: 'subscribe', referenceId: '1', message: { subscriptionId: 's' } },
  { kind: 'event', name: 'interaction', message: { eventType: 'RINGING', interaction } },
  { kind: 'request', name: 'interaction.setUserData', referenceId: '2', message: ['1', { Noted: canary }] },
  { kind: 'reply', name: 'interaction.setUserData', referenceId: '2', message: { errorMessage: `Not ${canary}` } },
].map((each, index) => ({ ...each, id: index + 1, time: 1_000 + index, widget: 'w' }));

describe('A trace made of messages on the wire', () => {
  it('has each call with its reply, and each event once, however many widgets got it', async () => {
    const [event] = messages.filter(({ kind }) => kind === 'event');
    assert.ok(event !== undefined);
    const twice = messages.flatMap((each) => (each === event ? [each, { ...each, widget: 'other' }] : [each]));
    const { entries, damage } = await readTrace([Buffer.from(traceOfMessages(twice, options))]);
    assert.equal(damage, undefined);
    const records = entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
    assert.deepEqual(
      records.map((record) => [record.seq, record.kind, 'service' in record ? record.service : '']),
      [
        [1, 'call', 'subscribe'],
        [2, 'reply', 'subscribe'],
        [3, 'event', ''],
        [4, 'call', 'interaction.setUserData'],
        [5, 'reply', 'interaction.setUserData'],
      ],
    );
    assert.ok(records[4]?.kind === 'reply' && records[4].outcome === 'failed');
  });

  it('says how many messages are no longer there', async () => {
    const { entries } = await readTrace([Buffer.from(traceOfMessages(messages.slice(2), options))]);
    const records = entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
    assert.deepEqual(records[0], { kind: 'gap', seq: 2, time: 1_002, lost: 2 });
    assert.equal(records[1]?.seq, 3);
  });

  it('and the scenario and the replay made of it, have no customer’s value', async () => {
    const text = traceOfMessages(messages, options);
    const trace = await readTrace([Buffer.from(text)]);
    const scenario = await scenarioOfTrace(trace.entries, 'x');
    const plan = await planOfTrace(trace, 'x');
    for (const made of [text, scenario.text, JSON.stringify(plan)]) assert.doesNotMatch(made, /Canary|Bird/);
    assert.match(scenario.text, /callRefused/);
  });
});
