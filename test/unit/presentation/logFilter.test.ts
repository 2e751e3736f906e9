import assert from 'node:assert/strict';
import { isLogged } from '../../../src/presentation/log/logFilter';
import { recordLinks, recordMark } from '../../../src/presentation/log/recordLink';
import type { PageRecord } from '../../../src/protocol/records';

const stamp = { seq: 1, time: 0 };
const event: PageRecord = { ...stamp, kind: 'event', name: 'agent' };
const call: PageRecord = { ...stamp, kind: 'call', callId: 'c', by: 'widget', service: 'voice.hold' };

describe('the filter of the log', () => {
  it('lets through the kinds and services that it names, all where it names none, and gaps always', () => {
    const all = { kinds: [], services: [] };
    assert.ok(isLogged(event, all) && isLogged(call, all));
    assert.ok(!isLogged(event, { ...all, kinds: ['call'] }));
    assert.ok(
      isLogged(call, { ...all, services: ['voice.*'] }) && isLogged(call, { ...all, services: ['voice.hold'] }),
    );
    assert.ok(!isLogged(call, { ...all, services: ['voice'] }) && !isLogged(call, { ...all, services: ['agent.*'] }));
    assert.ok(isLogged(event, { ...all, services: ['agent.*'] }), 'an event is no call');
    assert.ok(isLogged({ ...stamp, kind: 'gap', lost: 1 }, { kinds: ['call'], services: [] }));
  });
});

describe('a line of the log', () => {
  it('leads to its record by the mark at its end, and by nothing that a page says', () => {
    const line = `2026-11-29 12:00:00.123 [info] 12:00:00.120 ⚡ agent NOT_READY${recordMark(42)}`;
    const text = ['something else @7', line, '2026-11-29 12:00:00.123 [info] said by a page @9', ''].join('\n');
    assert.deepEqual(recordLinks(text), [{ line: 1, from: line.length - 3, to: line.length, entry: 42 }]);
  });
});
