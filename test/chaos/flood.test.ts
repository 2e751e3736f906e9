import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { buildParts } from './support/scripts';
import { Trio } from './support/trio';

const mebibyte = 1024 * 1024;
/** Much more than the relay may hold with all that waits to be collected, and much less than what is sent. */
const boundBytes = 120 * mebibyte;
const floodBytes = 200 * mebibyte;
/** In small messages, each of which costs a receiver that keeps its answer several times its length. */
const smallFloodBytes = 25 * mebibyte;
const payload = 'x'.repeat(100_000);
/** A socket that takes nothing for so long is held back. */
const heldMs = 1500;

describe('the memory of the relay, as its process has it', () => {
  let folder: string;
  let trio: Trio;
  let hostile: WebSocket;
  let weight: number;
  beforeEach(async () => {
    folder = await buildParts();
    trio = new Trio(folder, 'flood');
    await trio.start();
    await trio.settle();
    hostile = await trio.strangePage();
    weight = await trio.weigh();
  });
  afterEach(async () => {
    hostile.terminate();
    await trio.stop();
    await rm(folder, { recursive: true });
  });

  /**
   * Sends as much as the relay takes, but not much more than `bytes`, and returns how many bytes that was.
   * @param send puts the message of this number on the socket; its length does not change much
   */
  async function flood(bytes: number, each: number, send: (number: number) => void): Promise<number> {
    for (let number = 1; ; number++) {
      const sent = number * each;
      if (sent > bytes) return sent;
      send(number);
      for (let turns = 0; hostile.bufferedAmount > mebibyte; turns++) {
        const waiting = hostile.bufferedAmount;
        await setTimeout(turns === 0 ? 0 : heldMs / 50);
        if (turns > 50 && hostile.bufferedAmount === waiting) return sent;
      }
    }
  }

  const floodOfRecords = (): Promise<number> =>
    flood(floodBytes, payload.length, (seq) => {
      const record = { kind: 'event', seq, time: 0, name: 'agent', data: payload };
      const params = { page: 'strange-page', epoch: 1, records: [record] };
      hostile.send(JSON.stringify({ jsonrpc: '2.0', method: 'records', params }));
    });

  it('does not grow while a tool is frozen: the page that floods is no longer read from', async () => {
    trio.freeze('tool');
    assert.ok((await floodOfRecords()) < floodBytes, 'it was held back');
    assert.ok((await trio.weigh()) - weight < boundBytes);
    trio.thaw('tool');
    await trio.settle();
  });

  it('does not grow with what goes through it to a tool that reads', async () => {
    assert.ok((await floodOfRecords()) > floodBytes, 'all of it was read');
    await trio.settle();
    assert.ok((await trio.weigh()) - weight < boundBytes);
  });

  const unanswerable: Readonly<Record<string, { readonly bytes: number; readonly send: () => void }>> = {
    'bad requests': {
      bytes: 60,
      send: () => hostile.send('{"jsonrpc":"2.0","id":1,"method":"no such method","params":{}}'),
    },
    pings: { bytes: 125, send: () => hostile.ping('x'.repeat(125)) },
  };
  for (const [what, { bytes, send }] of Object.entries(unanswerable)) {
    it(`does not grow with ${what} of a page that does not read the answers`, async () => {
      hostile.pause();
      await flood(smallFloodBytes, bytes, send);
      assert.ok((await trio.weigh()) - weight < boundBytes);
      await trio.settle();
    });
  }
});
