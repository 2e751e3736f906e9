import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { Backoff } from '../../../src/protocol/backoff';
import {
  holderFromSubprotocols,
  keyFromSubprotocols,
  offeredSubprotocols,
  titleFromSubprotocols,
} from '../../../src/protocol/handshake';
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
  call: { callId: 'widget-1', by: 'widget', service: 'agent.get', parameters: [] },
  reply: { callId: 'widget-1', service: 'agent.get', outcome: 'late', durationMs: 0.5 },
  message: { data: 'wwe' },
  notice: { level: 'info', text: '' },
  gap: { lost: 3 },
};

function accepts(schema: v.GenericSchema, value: unknown): boolean {
  return v.safeParse(schema, value).success;
}

describe('a record', () => {
  for (const [kind, fields] of Object.entries(records)) {
    const record = { kind, seq: 1, time: 0, ...fields };
    it(`of the kind ${kind} is taken with all its fields, and not with unknown ones`, () => {
      assert.ok(accepts(recordSchema, record));
      assert.ok(accepts(recordSchema, { ...record, cut: 5 }));
      assert.equal(accepts(recordSchema, { ...record, html: '' }), false);
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
  const hello = { version: 1, page: 'page-0001', epoch: 1, title: '', location: '', place: 'widget', bridge: '' };

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

describe('the key in the subprotocols', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,60}$/), (key) => {
        assert.equal(keyFromSubprotocols(offeredSubprotocols(key)), key);
      }),
    );
  });

  it('is none unless the version is offered with exactly one', () => {
    for (const offered of [
      [],
      ['deskside.v1'],
      ['key.a'],
      ['deskside.v1', 'key.a', 'key.b'],
      ['deskside.v2', 'key.a'],
    ]) {
      assert.equal(keyFromSubprotocols(offered), undefined);
    }
  });
});

describe('the title in the subprotocols', () => {
  it('comes out as it went in, cut to 200 bytes and to whole characters, and keeps the key as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (title) => {
        const offered = offeredSubprotocols('k', title);
        const read = titleFromSubprotocols(offered) ?? '';
        assert.ok(title.startsWith(read));
        const bytes = Buffer.byteLength(read);
        assert.ok(bytes <= 200 && bytes > Math.min(Buffer.byteLength(title), 200) - 4);
        // What a browser takes for a subprotocol.
        for (const name of offered) assert.match(name, /^[\w.-]+$/);
        assert.equal(keyFromSubprotocols(offered), 'k');
      }),
    );
  });

  it('is none where none was offered, several were, or what is no text', () => {
    for (const offered of [
      offeredSubprotocols('k'),
      [...offeredSubprotocols('k', 'a'), 'title.YQ'],
      ['deskside.v1', 'key.k', 'title._w'],
      ['deskside.v1', 'key.k', 'title.!'],
    ]) {
      assert.equal(titleFromSubprotocols(offered), undefined);
    }
  });
});

describe('the holder in the subprotocols', () => {
  const holder = 'https://workspace.example:8443';

  it('comes out as it went in, and keeps key and title as they are', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string({ unit: 'grapheme', maxLength: 50 }), (url, title) => {
        const { origin } = new URL(url);
        const offered = offeredSubprotocols('k', title, origin);
        assert.equal(holderFromSubprotocols(offered), origin);
        assert.equal(keyFromSubprotocols(offered), 'k');
        assert.equal(titleFromSubprotocols(offered), title === '' ? undefined : title);
        for (const name of offered) assert.match(name, /^[\w.-]+$/);
      }),
    );
  });

  it('is none where none was offered, and the opaque one where nobody can know who it is', () => {
    assert.equal(holderFromSubprotocols(offeredSubprotocols('k', 'a title')), undefined);
    const encoded = Buffer.from(holder).toString('base64url');
    for (const [what, ...offered] of [
      ['two', `holder.${encoded}`, 'holder.YQ'],
      ['twice the same', `holder.${encoded}`, `holder.${encoded}`],
      ['no base64url', 'holder.!'],
      ['no text', 'holder._w'],
      ['the opaque one', `holder.${Buffer.from('null').toString('base64url')}`],
      ['one that is too long', `holder.${Buffer.from(`https://${'a'.repeat(293)}`).toString('base64url')}`],
    ] as const) {
      assert.equal(holderFromSubprotocols(['deskside.v1', 'key.k', ...offered]), 'null', what);
    }
  });

  it('is offered whole, however long it is: a part of it would be another origin', () => {
    const long = `https://${'a'.repeat(500)}.example`;
    assert.equal(offeredSubprotocols('k', '', long).at(-1), `holder.${Buffer.from(long).toString('base64url')}`);
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
