import * as v from 'valibot';
import { answerAt } from '../../src/relayClient/httpAnswer';
import { openSocket } from '../../src/relayClient/toolSocket';
import { httpAddress } from '../../src/presentation/connection/scriptTag';
import type { RelayAddress } from '../../src/session/link/toolLink';
import { Session } from '../../src/session/session';
import { heldRecords } from './heldRecords';
import { waitForConnection } from '../../src/session/link/waitForConnection';
import { orderSchema } from './trustingTool';
import type { Visit } from './trustingTool';

const patienceMs = 30_000;

/** Does what its argument says and prints how it went. */
async function main(): Promise<void> {
  const { relays, service } = v.parse(orderSchema, JSON.parse(process.argv[2] ?? ''));
  const visits: Visit[] = [];
  for (const relay of relays) visits.push(await visit(relay, service));
  process.stdout.write(JSON.stringify(visits));
}

async function visit(relay: RelayAddress, service: string | undefined): Promise<Visit> {
  const session = new Session(openSocket);
  try {
    session.connect(relay);
    const status = await waitForConnection(session, patienceMs);
    const answer = await answerAt(httpAddress(relay.url) ?? '');
    if (status.kind === 'trouble') return { status: status.message, answer };
    if (status.kind !== 'connected' || service === undefined) return { status: status.kind, answer };
    const page = await until(session, () => [...session.pages.values()].find(({ history }) => history.length > 0));
    const reply = await session.invoke(page.id, service, []);
    return {
      status: status.kind,
      answer,
      seen: {
        origins: [...session.pages.values()].map(({ info }) => info.origin),
        records: heldRecords(page.history).map(({ kind }) => kind),
        reply,
      },
    };
  } finally {
    session.dispose();
  }
}

function until<T>(session: Session, find: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = find();
      if (found === undefined) return;
      for (const listener of listeners) listener.dispose();
      resolve(found);
    };
    const listeners = [session.onPages.on(look), session.onRecords.on(look)];
    look();
  });
}

void main();
