import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { isRecords } from './records';

/**
 * Sends frames of records from pages, as many as may be under way at once, until each tool has got `count` of them.
 * @param nextFrame what the page sends next
 * @returns how long it took, in milliseconds
 */
export async function pump(options: {
  readonly pages: readonly { readonly socket: WebSocket; nextFrame(): string }[];
  readonly tools: readonly WebSocket[];
  /** Frames that each page sends. */
  readonly count: number;
  /** Frames of one page that the slowest tool may not have got yet. */
  readonly underWay: number;
}): Promise<number> {
  const { pages, tools, count, underWay } = options;
  const total = count * pages.length;
  const begin = performance.now();
  let sent = 0;
  const got = tools.map(() => 0);
  const send = (): void => {
    // In strokes of half of what may be under way: frames that are written together leave together.
    const room = underWay - (sent - Math.min(...got) / pages.length);
    if (sent === count || (room < underWay / 2 && sent + room < count)) return;
    const until = Math.min(count, sent + Math.floor(room));
    for (; sent < until; sent++) for (const { socket, nextFrame } of pages) socket.send(nextFrame());
  };
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      listeners.forEach(({ tool, take, fail }) => tool.off('message', take).off('close', fail));
      if (error === undefined) resolve(performance.now() - begin);
      else reject(error);
    };
    const listeners = tools.map((tool, at) => ({
      tool,
      take: (data: RawData) => {
        if (!Buffer.isBuffer(data) || !isRecords(data)) return;
        got[at] = (got[at] ?? 0) + 1;
        if (got.every((frames) => frames === total)) end();
        else send();
      },
      fail: () => end(new Error('A tool was disconnected.')),
    }));
    listeners.forEach(({ tool, take, fail }) => tool.on('message', take).on('close', fail));
    send();
  });
}
