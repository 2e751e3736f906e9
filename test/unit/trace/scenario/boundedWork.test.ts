import assert from 'node:assert/strict';
import { mock } from 'node:test';
import * as v from 'valibot';
import { recordSchema } from '../../../../src/protocol/records';
import { SimulatedDesk } from '../../../../src/simulator/desk/simulatedDesk';
import type { TraceEntry } from '../../../../src/trace/format';
import { planOfTrace } from '../../../../src/trace/replay/planOfTrace';
import { scenarioOfTrace } from '../../../../src/trace/scenario/traceScenario';
import { traceHeader } from '../traceHeader';

const eventCount = 10_000;
/** What is tried out for all events of a trace together that nothing explains. */
const mostAttempts = 10_200;

const load = { page: 'p', epoch: 1, title: 'Live', location: 'http://x/', origin: 'http://x', place: 'frame' };
const call = { interactionId: '7', media: 'voice', state: 'RINGING' };
const told = (name: string, eventType: string) => ({ name, data: { eventType, interaction: call } });

/** A trace of a call that rings, of events that nothing explains, and of the call being taken. */
function traced(unknown: (index: number) => { readonly name: string; readonly data: unknown }): TraceEntry[] {
  const events = [
    told('interaction', 'RINGING'),
    ...Array.from({ length: eventCount }, (_, index) => unknown(index)),
    { name: 'interaction', data: { eventType: 'ESTABLISHED', interaction: { ...call, state: 'TALKING' } } },
  ];
  return [
    { load },
    ...events.map((event, index) => {
      const record = v.parse(recordSchema, { kind: 'event', seq: index + 1, time: 1_000 + index * 100, ...event });
      return { page: 'p', epoch: 1, record };
    }),
  ];
}

describe('The work that a trace with many unknown events makes', () => {
  const foreseen = () => mock.method(SimulatedDesk.prototype, 'foresee');
  afterEach(() => mock.restoreAll());

  it('is nothing for events that Workspace does not have, and what comes after them is explained', async () => {
    const attempts = foreseen();
    const { text, leftOut, leftOutCount } = await scenarioOfTrace(
      traced(() => ({ name: 'weather', data: { eventType: 'RAIN' } })),
      'x',
    );
    assert.ok(attempts.mock.callCount() < 200);
    assert.match(text, /do: accept/);
    assert.equal(leftOutCount, eventCount);
    assert.ok(leftOut.length <= 102);
    assert.match(leftOut.at(-1) ?? '', /^9900 more things/);
  });

  it('ends soon for events of one kind, and what comes after them is explained', async () => {
    const attempts = foreseen();
    const { text, leftOut, leftOutCount } = await scenarioOfTrace(
      traced(() => told('interaction', 'HUMMING')),
      'x',
    );
    assert.ok(attempts.mock.callCount() < 2_000, String(attempts.mock.callCount()));
    assert.match(text, /do: accept/);
    assert.equal(leftOutCount, eventCount);
    assert.match(leftOut[0] ?? '', /^9990 events .* sought in vain/);
  });

  const various = () => traced((index) => told('interaction', `HUMMING_${index}`));

  it('has an end where each event is of another kind, and others get their turn meanwhile', async () => {
    const attempts = foreseen();
    let turns = 0;
    const timer = setInterval(() => (turns += 1));
    const { leftOut, leftOutCount } = await scenarioOfTrace(various(), 'x');
    clearInterval(timer);
    assert.ok(attempts.mock.callCount() <= mostAttempts, String(attempts.mock.callCount()));
    assert.ok(turns > 1);
    assert.ok(leftOutCount >= eventCount);
    assert.match(leftOut[0] ?? '', /events .* sought in vain/);
  });

  it('can be cancelled in the midst, for a scenario and for a replay', async () => {
    const entries = various();
    for (const make of [
      (signal: AbortSignal) => scenarioOfTrace(entries, 'x', signal),
      (signal: AbortSignal) => planOfTrace({ header: traceHeader, entries }, 'x', signal),
    ]) {
      const attempts = foreseen();
      const cancel = new AbortController();
      const timer = setInterval(() => attempts.mock.callCount() > 0 && cancel.abort());
      await assert.rejects(make(cancel.signal), { name: 'AbortError' });
      clearInterval(timer);
      const done = attempts.mock.callCount();
      assert.ok(done > 0 && done < mostAttempts / 2, String(done));
      mock.restoreAll();
    }
  });
});
