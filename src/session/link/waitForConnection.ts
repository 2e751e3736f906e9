import type { LinkStatus } from './toolLink';
import type { Session } from '../session';
import { waitUntil } from './waitUntil';

/** The status once it is known whether the relay answers, or after a time; then it is still connecting. */
export async function waitForConnection(session: Session, timeoutMs: number): Promise<LinkStatus> {
  let { status } = session;
  const isKnown = (): boolean => {
    ({ status } = session);
    return status.kind !== 'connecting';
  };
  await waitUntil([session.onStatus], isKnown, timeoutMs);
  return status;
}
