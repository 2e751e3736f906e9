import { httpPaths } from '../protocol/handshake';
import { isRelayGreeting } from './relayName';
import type { CertificateProblem } from './certificate';
import { certificateProblem } from './certificateProblem';

/** What answers at the relay's address over HTTP; with a certificate that is not accepted, what is wrong with that. */
export type HttpAnswer = 'relay' | 'other' | 'nothing' | CertificateProblem;

/** A relay answers at once, one behind a proxy nearly so. */
const answerTimeoutMs = 3000;
/** Characters of an answer that tell who gives it. */
const mostRead = 20;

/**
 * What answers at a relay's address.
 * @param address such as `http://127.0.0.1:PORT`
 */
export async function answerAt(address: string): Promise<HttpAnswer> {
  try {
    const signal = AbortSignal.timeout(answerTimeoutMs);
    const response = await fetch(`${address}/`, { signal, redirect: 'manual' });
    return isRelayGreeting(await beginningOf(response)) ? 'relay' : 'other';
  } catch (error) {
    return certificateProblem(error) ?? 'nothing';
  }
}

/** The beginning of an answer's text. The rest is not read: any program may answer, and send without end. */
async function beginningOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= mostRead) break;
  }
  return text;
}

/** What is found at a relay's address over HTTP. */
export interface RelayFound {
  readonly answer: HttpAnswer;
  /** Whether the bridge's script is there. */
  readonly hasScript: boolean;
}

/**
 * What answers at a relay's address, and whether the bridge's script is there.
 * @param address undefined while there is no relay
 */
export async function lookAtRelay(address: string | undefined): Promise<RelayFound> {
  if (address === undefined) return { answer: 'nothing', hasScript: false };
  const [answer, hasScript] = await Promise.all([answerAt(address), isThere(`${address}${httpPaths.bridgeScript}`)]);
  return { answer, hasScript };
}

/** Whether there is a file at an address. */
async function isThere(address: string): Promise<boolean> {
  try {
    const { ok } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(answerTimeoutMs) });
    return ok;
  } catch {
    return false;
  }
}
