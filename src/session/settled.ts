import type { Disposable } from '../base/disposable';
import type { LinkStatus } from './relayLink';
import type { Session } from './session';

/** The status once it is known whether the relay answers, or after a time; then it is still connecting. */
export async function settled({ status, onStatus }: Session, timeoutMs: number): Promise<LinkStatus> {
  if (status.kind !== 'connecting') return status;
  let listener: Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<LinkStatus>((resolve) => {
      listener = onStatus.on((now) => {
        if (now.kind !== 'connecting') resolve(now);
      });
      timer = setTimeout(() => resolve(status), timeoutMs);
    });
  } finally {
    listener?.dispose();
    clearTimeout(timer);
  }
}
