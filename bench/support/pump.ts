import type { RawData, WebSocket } from 'ws';
import { isRecords } from './records';

/** Pages send what may be under way in so many parts, as events would come, and not all of it at once. */
const strokes = 16;

/**
 * Sends frames of records from pages, as many as may be under way at once, until each tool has got `count` of them.
 * @param nextFrame what the page sends next
 * @returns how long it took, in milliseconds
 */
export async function pump(options: {
  readonly pages: readonly { readonly socket: WebSocket; readonly nextFrame: () => string }[];
  readonly tools: readonly WebSocket[];
  /** Frames that each page sends. */
  readonly count: number;
  /** Frames of one page that the slowest tool may not have got yet. */
  readonly underWay: number;
}): Promise<number> {
  const { pages, tools, count, underWay } = options;
  const total = count * pages.length;
  const stroke = Math.max(1, Math.floor(underWay / strokes));
  const begin = performance.now();
  let sent = 0;
  let scheduled = false;
  const got = tools.map(() => 0);
  const send = (): void => {
    scheduled = false;
    const room = underWay - (sent - Math.min(...got) / pages.length);
    const until = Math.min(count, sent + stroke, sent + Math.floor(room));
    for (; sent < until; sent++) for (const { socket, nextFrame } of pages) socket.send(nextFrame());
    if (sent < count && room > stroke) schedule();
  };
  /** What came is taken in between. */
  const schedule = (): void => {
    if (!scheduled) setImmediate(send);
    scheduled = true;
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
        else schedule();
      },
      fail: () => end(new Error('A tool was disconnected.')),
    }));
    listeners.forEach(({ tool, take, fail }) => tool.on('message', take).on('close', fail));
    schedule();
  });
}
