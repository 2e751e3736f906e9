import { isRelayGreeting } from '../relay/relayName';
import type { HttpAnswer } from '../session/presentation/diagnosis';
import { certificateProblem } from './certificateProblem';

/** A relay answers at once, one behind a proxy nearly so. */
const answerTimeoutMs = 3000;

/**
 * What answers at a relay's address.
 * @param address such as `http://127.0.0.1:PORT`
 */
export async function answerAt(address: string): Promise<HttpAnswer> {
  try {
    const response = await fetch(`${address}/`, { signal: AbortSignal.timeout(answerTimeoutMs) });
    return isRelayGreeting(await response.text()) ? 'relay' : 'other';
  } catch (error) {
    return certificateProblem(error) ?? 'nothing';
  }
}

/** Whether there is a file at an address. */
export async function isThere(address: string): Promise<boolean> {
  try {
    const { ok } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(answerTimeoutMs) });
    return ok;
  } catch {
    return false;
  }
}
