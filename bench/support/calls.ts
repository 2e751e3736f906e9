import type { WebSocket } from 'ws';

/** Answers every call that comes to a page with `data`, a JSON text. */
export function answerCalls(page: WebSocket, data: string): void {
  page.on('message', (frame: Buffer) => {
    const id = idOf(frame, '"method":"invoke"');
    if (id !== undefined) {
      page.send(`{"jsonrpc":"2.0","id":${id},"result":{"outcome":"succeeded","data":${data},"durationMs":1}}`);
    }
  });
}

/**
 * Makes calls from a tool, one after the other.
 * @param parameter a JSON text
 * @returns how long each took until its answer came, in milliseconds
 */
export async function roundTrips(tool: WebSocket, page: string, parameter: string, count: number): Promise<number[]> {
  const times: number[] = [];
  return new Promise((resolve) => {
    let id = 0;
    let begin = 0;
    const call = (): void => {
      begin = performance.now();
      tool.send(
        `{"jsonrpc":"2.0","id":${++id},"method":"invoke","params":{"page":"${page}","service":"interaction.setUserData","parameters":["17",${parameter}]}}`,
      );
    };
    const take = (frame: Buffer): void => {
      if (idOf(frame, '"result":') !== String(id)) return;
      times.push(performance.now() - begin);
      if (times.length < count) {
        call();
        return;
      }
      tool.off('message', take);
      resolve(times);
    };
    tool.on('message', take);
    call();
  });
}

/** The id of a frame that says `what` near its beginning. */
function idOf(frame: Buffer, what: string): string | undefined {
  const head = frame.toString('latin1', 0, 80);
  return head.includes(what) ? /"id":(\d+)/.exec(head)?.[1] : undefined;
}
