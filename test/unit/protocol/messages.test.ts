import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { Backoff } from '../../../src/protocol/connection/backoff';
import { byNumber, keyFromSubprotocols, socketAddress, toolSubprotocols } from '../../../src/protocol/handshake';
import { limits } from '../../../src/protocol/limits';
import { pageToRelay, relayToTool, toolToRelay } from '../../../src/protocol/messages';
import { recordSchema } from '../../../src/protocol/records';

const records = {
  desk: {
    whole: true,
    interactions: [{ interactionId: '1', anything: {} }],
    gone: [],
    agent: 1,
    services: [],
    refused: {},
  },
  event: { name: 'agent', data: null },
  call: {
    callId: 'widget-1',
    by: 'agent',
    service: 'agent.get',
    parameters: [],
    cause: { seq: 3 },
    after: { callId: 'widget-0' },
    at: { file: 'https://widget.example/app.js', line: 1, column: 80 },
  },
  reply: { callId: 'widget-1', service: 'agent.get', outcome: 'late', durationMs: 0.5 },
  message: { data: 'wwe' },
  notice: { level: 'info', text: '' },
  gap: { lost: 3, atMost: true },
};

function accepts(schema: v.GenericSchema, value: unknown): boolean {
  return v.safeParse(schema, value).success;
}

describe('a record', () => {
  for (const [kind, fields] of Object.entries(records)) {
    const record = { kind, seq: 1, time: 0, ...fields };
    it(`of the kind ${kind} is taken with all its fields, without those that are unknown`, () => {
      assert.deepEqual(v.parse(recordSchema, record), record);
      assert.ok(accepts(recordSchema, { ...record, cut: 5 }));
      const later = JSON.parse(
        JSON.stringify({ ...record, html: '<b>' }).replace('{', '{"__proto__":{"x":1},'),
      ) as object;
      assert.deepEqual(v.parse(recordSchema, later), record);
    });

    it(`of the kind ${kind} needs a number from 1 and a time`, () => {
      for (const wrong of [{ seq: 0 }, { seq: 1.5 }, { seq: '1' }, { time: undefined }, { cut: -1 }]) {
        assert.equal(accepts(recordSchema, { ...record, ...wrong }), false);
      }
    });
  }

  it('keeps what a page sends as it is, and nothing that changes an object by its name', () => {
    const data = JSON.parse('{"__proto__":{"x":1},"a":[{"b":null}]}') as unknown;
    const parsed = v.parse(recordSchema, { kind: 'event', seq: 1, time: 0, name: 'x', data });
    assert.deepEqual(parsed, { kind: 'event', seq: 1, time: 0, name: 'x', data });
    const desk = JSON.parse(
      '{"kind":"desk","seq":1,"time":0,"interactions":[{"interactionId":"1","__proto__":{"x":1}}]}',
    ) as unknown;
    const { interactions } = v.parse(recordSchema, desk) as { interactions: { x?: unknown }[] };
    assert.equal(interactions[0]?.x, undefined);
  });
});

describe('a message', () => {
  const hello = { version: 2, page: 'page-0001', epoch: 1, title: '', location: '', place: 'widget', bridge: '' };

  it('of a page that says hello has an id that is neither short nor anything but letters, figures, _ and -', () => {
    assert.ok(accepts(pageToRelay.hello.params, hello));
    for (const page of ['', 'short', 'x'.repeat(65), 'page 0001', 'page/0001', 'page-0001\n', '<b>page-0001']) {
      assert.equal(accepts(pageToRelay.hello.params, { ...hello, page }), false, page);
    }
  });

  it('of a tool that calls names a service as namespace.method', () => {
    const call = { page: 'page-0001', service: 'interaction.getInteractions' };
    assert.ok(accepts(toolToRelay.invoke.params, call));
    assert.ok(accepts(toolToRelay.invoke.params, { ...call, parameters: [null, {}], timeoutMs: 600_000 }));
    for (const service of ['', 'agent', '.get', 'agent.', 'a.b.c', '__proto__', 'agent.get()', 'agent.get\n', '1.2']) {
      assert.equal(accepts(toolToRelay.invoke.params, { ...call, service }), false, service);
    }
    for (const wrong of [
      { timeoutMs: 600_001 },
      { timeoutMs: 1.5 },
      { parameters: {} },
      { parameters: Array(21).fill(0) },
    ]) {
      assert.equal(accepts(toolToRelay.invoke.params, { ...call, ...wrong }), false);
    }
  });

  it('of records holds some, but not too many', () => {
    const record = { kind: 'gap', seq: 1, time: 0, lost: 1 };
    const message = (count: number) => ({
      page: 'page-0001',
      epoch: 1,
      records: Array(count).fill(record) as unknown[],
    });
    for (const [count, good] of [
      [0, false],
      [1, true],
      [limits.recordsPerFrame, true],
      [limits.recordsPerFrame + 1, false],
    ] as const) {
      assert.equal(accepts(relayToTool.records.params, message(count)), good);
    }
  });
});

describe('the key in the subprotocols of a tool', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,60}$/), (key) => {
        assert.equal(keyFromSubprotocols(toolSubprotocols(key)), key);
        // What a WebSocket takes for a subprotocol.
        for (const name of toolSubprotocols(key)) assert.match(name, /^[\w.-]+$/);
      }),
    );
  });

  it('is none unless there is exactly one', () => {
    for (const offered of [[], ['deskside.v2'], ['deskside.v2', 'key.a', 'key.b'], ['deskside.v2', 'a']]) {
      assert.equal(keyFromSubprotocols(offered), undefined);
    }
  });
});

describe('the address that is dialled', () => {
  it('goes by number, since localhost may be where no relay listens but a stranger', () => {
    const given: Record<string, string> = {
      'http://localhost:23375': 'ws://127.0.0.1:23375/page',
      'http://127.0.0.1:23375': 'ws://127.0.0.1:23375/page',
      'https://localhost:8443': 'wss://localhost:8443/page',
      'http://localhost.example:80': 'ws://localhost.example:80/page',
      'https://relay.example': 'wss://relay.example/page',
    };
    for (const [relay, address] of Object.entries(given)) assert.equal(socketAddress(relay, 'page'), address);
    assert.equal(byNumber('ws://localhost/tool'), 'ws://127.0.0.1/tool');
  });
});

describe('the waits between attempts to connect', () => {
  it('grow from the shortest to the longest, never beyond, and start anew after a success', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 30 }), (random) => {
        let at = 0;
        const backoff = new Backoff(() => random[at++ % random.length] ?? 0);
        const waits = random.map(() => backoff.next());
        for (const wait of waits) {
          assert.ok(wait >= limits.backoffFirstMs * 0.75 && wait <= limits.backoffLongestMs);
        }
        assert.ok((waits.at(-1) ?? 0) >= limits.backoffLongestMs * 0.75);
        backoff.reset();
        assert.ok(backoff.next() <= limits.backoffFirstMs);
      }),
    );
  });
});
