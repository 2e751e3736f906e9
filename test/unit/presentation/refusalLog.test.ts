import assert from 'node:assert/strict';
import type { Refusal } from '../../../src/protocol/messages';
import { RefusalLog } from '../../../src/presentation/log/refusalLog';

const oldKey: Refusal = { role: 'page', reason: 'key', origin: 'http://widget.example', keyMatches: false };

describe('the log of who was turned away', () => {
  it('tells each once, however often it tries again, until something else happens', () => {
    const log = new RefusalLog();
    assert.deepEqual(log.line(oldKey), {
      level: 'warn',
      text: '▲ page of http://widget.example turned away: its key is not valid',
    });
    assert.ok(log.line({ ...oldKey, origin: 'http://other.example' }));
    assert.equal(log.line(oldKey), undefined);
    log.clear();
    assert.ok(log.line(oldKey));
  });

  it('makes little of web sites that have no key', () => {
    const log = new RefusalLog();
    assert.deepEqual(log.line({ ...oldKey, reason: 'origin' }), {
      level: 'info',
      text: '▲ page of http://widget.example turned away: its origin is not allowed, and it has no valid key',
    });
    assert.equal(log.line({ ...oldKey, reason: 'version' })?.level, 'info');
    assert.equal(log.line({ ...oldKey, reason: 'origin', keyMatches: true })?.level, 'warn');
    assert.equal(log.line({ ...oldKey, reason: 'version', keyMatches: true })?.level, 'warn');
  });

  it('stays bounded when strangers come from ever other origins', () => {
    const log = new RefusalLog();
    for (let index = 0; index < 1000; index++) log.line({ ...oldKey, origin: `http://s${index}.example` });
    assert.ok(log.line({ ...oldKey, origin: 'http://s0.example' }));
  });
});
