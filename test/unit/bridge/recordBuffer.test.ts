import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { RecordBuffer } from '../../../src/bridge/recordBuffer';
import { RecordSender } from '../../../src/bridge/recordSender';
import { limits } from '../../../src/protocol/limits';
import { pageToRelay } from '../../../src/protocol/messages';
import type { PageRecord } from '../../../src/protocol/records';

const textOf = (seq: number, filler = 0) =>
  JSON.stringify({ seq, time: 0, kind: 'notice', level: 'info', text: 'x'.repeat(filler) });

const frameSchema = v.object({ method: v.literal('records'), params: pageToRelay.records.params });

function recordsIn(frame: string): PageRecord[] {
  return v.parse(frameSchema, JSON.parse(frame)).params.records;
}

/** The relay's side: what arrived, by number, and what gaps said about numbers that did not. */
class Receiver {
  /** The last number that is accounted for. */
  seq = 0;
  /** By the page's ids, too. */
  readonly got: string[] = [];
  #id = 1;

  take(records: readonly PageRecord[]): void {
    for (const record of records) {
      if (record.seq <= this.seq) continue;
      if (record.kind === 'gap') {
        assert.ok(record.lost >= record.seq - this.seq, 'a gap counts at least what is missing');
      } else {
        assert.equal(record.seq, this.seq + 1, 'no number is missing without a gap');
        this.got.push(`${this.#id} ${record.seq}`);
      }
      this.seq = record.seq;
    }
  }

  /** The page goes by another id from now on. */
  begin(): void {
    this.#id++;
    this.seq = 0;
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), filler: fc.nat(400) }),
  fc.record({ do: fc.constant('connect' as const) }),
  fc.record({ do: fc.constant('acknowledge' as const) }),
  // What was sent last is lost with the connection, after so many frames arrived.
  fc.record({ do: fc.constant('cut' as const), arrived: fc.nat(3), replaced: fc.boolean() }),
);

describe('the buffer of records and its sender', () => {
  it('bring each record once and in order, or a gap that counts it, however the connection comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const buffer = new RecordBuffer({ records: 12, bytes: 2000 }, () => 0);
        const sender = new RecordSender(
          buffer,
          () => ({ page: 'page-of-test', epoch: 1 }),
          () => undefined,
        );
        const receiver = new Receiver();
        const link = { connected: false };
        let onTheWay: string[] = [];
        const arrive = (frames: readonly string[]) => frames.forEach((frame) => receiver.take(recordsIn(frame)));
        const connect = () => {
          if (link.connected) return;
          link.connected = true;
          assert.ok(sender.attach((frame) => onTheWay.push(frame), receiver.seq));
        };
        for (const action of steps) {
          if (action.do === 'add') {
            buffer.add((seq) => textOf(seq, action.filler));
            sender.flush();
          } else if (action.do === 'connect') {
            connect();
          } else if (action.do === 'acknowledge' && link.connected) {
            arrive(onTheWay.splice(0));
            sender.acknowledged(1, receiver.seq);
          } else if (action.do === 'cut' && link.connected) {
            link.connected = false;
            sender.detach();
            arrive(onTheWay.slice(0, action.arrived));
            onTheWay = [];
            if (action.replaced) {
              buffer.renumber();
              receiver.begin();
            }
          }
        }
        connect();
        sender.flush();
        arrive(onTheWay);
        assert.equal(receiver.seq, buffer.last, 'everything is accounted for in the end');
        assert.equal(new Set(receiver.got).size, receiver.got.length);
      }),
    );
  });

  it('never hold more than they may', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 100 }), (fillers) => {
        const buffer = new RecordBuffer({ records: 10, bytes: 4000 }, () => 0);
        fillers.forEach((filler) => buffer.add((seq) => textOf(seq, filler)));
        const held = buffer.take({ records: 1000, bytes: Infinity });
        const lost = fillers.length > 0 && held[0]?.includes('"gap"') ? 1 : 0;
        assert.ok(held.length - lost <= 10);
        assert.ok(held.slice(lost).join('').length <= 4000);
      }),
    );
  });

  it('send no frame above the limits, and stop when too much is under way', () => {
    const buffer = new RecordBuffer({ records: limits.bridgeRecords, bytes: limits.bridgeBytes }, () => 0);
    const sender = new RecordSender(
      buffer,
      () => ({ page: 'page-of-test', epoch: 1 }),
      () => undefined,
    );
    const frames: string[] = [];
    sender.attach((frame) => frames.push(frame), 0);
    for (let n = 0; n < 3000; n++) {
      buffer.add((seq) => textOf(seq, 1000));
      sender.flush();
    }
    assert.ok(frames.every((frame) => frame.length <= limits.frameBytes));
    const underWay = frames.reduce((sum, frame) => sum + frame.length, 0);
    assert.ok(underWay <= limits.bridgeBytes * 1.3, `${underWay} bytes without an acknowledgement`);
    sender.acknowledged(1, recordsIn(frames.at(-1) ?? '').at(-1)?.seq ?? 0);
    assert.ok(frames.reduce((sum, frame) => sum + frame.length, 0) > underWay, 'it goes on');
  });

  it('know a relay that has what they never sent', () => {
    const buffer = new RecordBuffer({ records: 10, bytes: 1000 }, () => 0);
    const sender = new RecordSender(
      buffer,
      () => ({ page: 'page-of-test', epoch: 2 }),
      () => undefined,
    );
    buffer.add(textOf);
    assert.equal(
      sender.attach(() => undefined, 1),
      false,
    );
  });

  it('number from 1, under another id, what the relay does not have, and speak of no more than that', () => {
    const buffer = new RecordBuffer({ records: 3, bytes: 1000 }, () => 0);
    const all = { records: 10, bytes: 1000 };
    for (let n = 0; n < 3; n++) buffer.add(textOf);
    buffer.take(all);
    buffer.acknowledge(2);
    for (let n = 4; n <= 6; n++) buffer.add((seq) => textOf(seq, n));
    buffer.renumber();
    const gap = { seq: 1, time: 0, kind: 'gap', lost: 1 };
    assert.deepEqual(buffer.take(all), [JSON.stringify(gap), textOf(2, 4), textOf(3, 5), textOf(4, 6)]);
    assert.equal(buffer.last, 4);
  });

  it('do not call lost what an earlier relay acknowledged', () => {
    const buffer = new RecordBuffer({ records: 10, bytes: 1000 }, () => 0);
    for (let n = 0; n < 5; n++) buffer.add(textOf);
    buffer.take({ records: 5, bytes: 1000 });
    buffer.acknowledge(3);
    buffer.resume(0);
    assert.deepEqual(buffer.take({ records: 5, bytes: 1000 }), [textOf(4), textOf(5)]);
  });
});
