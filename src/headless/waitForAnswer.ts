import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

const betweenAttemptsMs = 250;

/**
 * Waits until a server answers a GET, whatever it answers and whatever certificate it has.
 * @param address begins with `http:` or `https:`
 * @param timeoutMs 0 tries once, for at most a second
 * @returns whether it answers; false also once `signal` is aborted
 */
export async function waitForAnswer(address: string, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const left = Math.max(end - Date.now(), 1000);
    if (
      await answers(
        address,
        signal === undefined ? AbortSignal.timeout(left) : AbortSignal.any([signal, AbortSignal.timeout(left)]),
      )
    ) {
      return true;
    }
    if (signal?.aborted === true || Date.now() >= end) return false;
    await wait(betweenAttemptsMs, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Whether a server answers one GET. Node's fetch would refuse the certificates that development servers make for themselves.
 * @param signal ends the wait
 */
export function answers(address: string, signal: AbortSignal): Promise<boolean> {
  const request = address.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const asked = request(address, { signal, rejectUnauthorized: false }, (response) => {
      response.destroy();
      resolve(true);
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
