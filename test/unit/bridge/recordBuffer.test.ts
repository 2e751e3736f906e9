import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { RecordBuffer } from '../../../src/bridge/records/recordBuffer';
import { RecordSender } from '../../../src/bridge/records/recordSender';
import { limits } from '../../../src/protocol/limits';
import { pageToRelay } from '../../../src/protocol/messages';
import type { PageRecord } from '../../../src/protocol/records';

const textOf = (seq: number, filler = 0) =>
  JSON.stringify({ seq, time: 0, kind: 'notice', level: 'info', text: 'x'.repeat(filler) });

function add(buffer: RecordBuffer, filler = 0): void {
  const rest = textOf(0, filler).replace('{"seq":0,', '');
  buffer.add(rest, rest.length);
}

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
            add(buffer, action.filler);
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
        fillers.forEach((filler) => add(buffer, filler));
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
      add(buffer, 1000);
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
    add(buffer);
    assert.equal(
      sender.attach(() => undefined, 1),
      false,
    );
  });

  it('number from 1, under another id, what the relay does not have, and speak of no more than that', () => {
    const buffer = new RecordBuffer({ records: 3, bytes: 1000 }, () => 0);
    const all = { records: 10, bytes: 1000 };
    for (let n = 0; n < 3; n++) add(buffer);
    buffer.take(all);
    buffer.acknowledge(2);
    for (let n = 4; n <= 6; n++) add(buffer, n);
    buffer.renumber();
    const gap = { seq: 1, time: 0, kind: 'gap', lost: 1 };
    assert.deepEqual(buffer.take(all), [JSON.stringify(gap), textOf(2, 4), textOf(3, 5), textOf(4, 6)]);
    assert.equal(buffer.last, 4);
  });

  it('let a record refer to another one by the number that it has by then, and to none of an earlier id', () => {
    const buffer = new RecordBuffer({ records: 10, bytes: 2000 }, () => 0);
    const all = { records: 10, bytes: 2000 };
    const rest = textOf(0).replace('{"seq":0,', '');
    const referring = (key: string, to: number, seq: number) =>
      JSON.stringify({ ...(JSON.parse(textOf(seq)) as object), [key]: { seq: to } });
    const [first, second] = [buffer.add(rest, rest.length), buffer.add(rest, rest.length)];
    buffer.add(rest, rest.length, { as: 'cause', record: second });
    buffer.add(rest, rest.length, { as: 'after', record: first });
    assert.deepEqual(buffer.take(all), [textOf(1), textOf(2), referring('cause', 2, 3), referring('after', 1, 4)]);
    buffer.acknowledge(1);
    buffer.renumber();
    const added = buffer.add(rest, rest.length, { as: 'cause', record: second });
    assert.deepEqual(buffer.take(all), [textOf(1), referring('cause', 1, 2), textOf(3), referring('cause', 1, 4)]);
    buffer.acknowledge(3);
    buffer.renumber();
    buffer.add(rest, rest.length, { as: 'cause', record: added });
    assert.deepEqual(buffer.take(all), [textOf(1), referring('cause', 1, 2)]);
  });

  it('give up what the relay did not understand, keep what it was not sent, and describe nothing for it', () => {
    const buffer = new RecordBuffer({ records: 10, bytes: 2000 }, () => 0);
    let described = 0;
    const sender = new RecordSender(
      buffer,
      () => ({ page: 'page-of-test', epoch: 1 }),
      () => described++,
    );
    const frames: string[] = [];
    for (let n = 1; n <= 3; n++) add(buffer, n);
    sender.attach((frame) => frames.push(frame), 0);
    sender.acknowledged(1, 1);
    sender.detach();
    add(buffer, 4);
    assert.equal(sender.discardSent(), 2);
    sender.attach((frame) => frames.push(frame), 1);
    const gap = { seq: 3, time: 0, kind: 'gap', lost: 2 };
    assert.deepEqual(recordsIn(frames.at(-1) ?? ''), [gap, JSON.parse(textOf(4, 4))]);
    assert.equal(described, 0);
    assert.equal(frames.length, 2);
  });

  it('do not call lost what an earlier relay acknowledged', () => {
    const buffer = new RecordBuffer({ records: 10, bytes: 1000 }, () => 0);
    for (let n = 0; n < 5; n++) add(buffer);
    buffer.take({ records: 5, bytes: 1000 });
    buffer.acknowledge(3);
    buffer.resume(0);
    assert.deepEqual(buffer.take({ records: 5, bytes: 1000 }), [textOf(4), textOf(5)]);
  });
});
