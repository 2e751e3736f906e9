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

  /** Sends as much as the relay takes, and returns how many bytes that was. */
  async function flood(): Promise<number> {
    for (let seq = 1; ; seq++) {
      const sent = seq * payload.length;
      if (sent > floodBytes) return sent;
      const record = { kind: 'event', seq, time: 0, name: 'agent', data: payload };
      const params = { page: 'strange-page', epoch: 1, records: [record] };
      hostile.send(JSON.stringify({ jsonrpc: '2.0', method: 'records', params }));
      for (let turns = 0; hostile.bufferedAmount > mebibyte; turns++) {
        const waiting = hostile.bufferedAmount;
        await setTimeout(turns === 0 ? 0 : heldMs / 50);
        if (turns > 50 && hostile.bufferedAmount === waiting) return sent;
      }
    }
  }

  it('does not grow while a tool is frozen: the page that floods is no longer read from', async () => {
    trio.freeze('tool');
    assert.ok((await flood()) < floodBytes, 'it was held back');
    assert.ok((await trio.weigh()) - weight < boundBytes);
    trio.thaw('tool');
    await trio.settle();
  });

  it('does not grow with what goes through it to a tool that reads', async () => {
    assert.ok((await flood()) > floodBytes, 'all of it was read');
    await trio.settle();
    assert.ok((await trio.weigh()) - weight < boundBytes);
  });
});
