import assert from 'node:assert/strict';
import { CallRecorder } from '../../../src/bridge/workspace/callRecorder';
import { Invoker } from '../../../src/bridge/workspace/invoker';
import { RecordBuffer } from '../../../src/bridge/records/recordBuffer';
import { Recorder } from '../../../src/bridge/records/recorder';
import { RpcError } from '../../../src/protocol/errors';

const now = () => 0;

describe('a call that was not sent', () => {
  const original = Object.getOwnPropertyDescriptor(Error.prototype, 'toString') ?? {};
  let asked = 0;
  beforeEach(() => {
    asked = 0;
    const value = () => {
      asked++;
      throw new Error('of the page');
    };
    Object.defineProperty(Error.prototype, 'toString', { configurable: true, writable: true, value });
  });
  afterEach(() => Object.defineProperty(Error.prototype, 'toString', original));

  const error = new TypeError('could not be cloned');

  it('is recorded with its reason, without a method that the page has given its errors', () => {
    const buffer = new RecordBuffer({ records: 10, bytes: 10_000 }, now);
    const calls = new CallRecorder(new Recorder(buffer, now, () => undefined), now);
    calls.begin({ by: 'widget', service: 'agent.get' })({ outcome: 'notSent', error });
    assert.match(buffer.take({ records: 10, bytes: 10_000 }).join(), /"errorMessage":"TypeError: could not be cloned"/);
    assert.equal(asked, 0);
  });

  it('is told to the tool that wanted it, in the same way', async () => {
    const invoker = new Invoker(
      () => Promise.resolve({ outcome: 'notSent', error }),
      () => undefined,
      now,
    );
    await assert.rejects(invoker.invoke({ service: 'agent.get' }), (thrown) => {
      assert.ok(thrown instanceof RpcError);
      assert.equal(thrown.message, 'TypeError: could not be cloned');
      return true;
    });
    assert.equal(asked, 0);
  });
});
