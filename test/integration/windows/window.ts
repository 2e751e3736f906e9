// A window of VS Code without VS Code, in a process of its own: it takes orders from the test that forked it.
import { openSocket } from '../../../src/relayClient/toolSocket';
import { SharedRelay } from '../../../src/sharedRelay/sharedRelay';
import { Session } from '../../../src/session/session';

/** What the test may order; each order is answered when it is done. */
export type Order =
  | { readonly does: 'start'; readonly port: number; readonly keys: { readonly page: string; readonly tool: string } }
  | { readonly does: 'stop' }
  | { readonly does: 'allow'; readonly origin: string }
  | { readonly does: 'report' };

/** How things stand in the window. */
export interface Report {
  readonly hosts: boolean;
  readonly connected: boolean;
  readonly pages: readonly string[];
  /** The numbers of all records that came, in their order; gaps apart. */
  readonly seqs: readonly number[];
  readonly gaps: number;
  readonly problem?: string;
}

const session = new Session(openSocket);
let keys = { page: '', tool: '' };
const relay = new SharedRelay(session, {
  keys: { get: () => Promise.resolve(keys) },
  origins: { list: [] },
  assetsFolder: 'no-such-folder',
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
});

const seqs: number[] = [];
let gaps = 0;
session.onRecords.on(({ records }) => {
  for (const { kind, seq } of records) {
    if (kind === 'gap') gaps++;
    else seqs.push(seq);
  }
});

async function obey(order: Order): Promise<void> {
  switch (order.does) {
    case 'start':
      keys = order.keys;
      await relay.start(order.port);
      return;
    case 'stop':
      await relay.stop();
      return;
    case 'allow':
      await session.allowOrigin(order.origin);
      return;
    case 'report':
  }
}

function report(): Report {
  const { kind } = session.status;
  return { hosts: relay.isHere, connected: kind === 'connected', pages: [...session.pages.keys()], seqs, gaps };
}

process.on('message', (order: Order) => {
  obey(order).then(
    () => process.send?.(report()),
    (error: unknown) => process.send?.({ ...report(), problem: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
