import { keyForm } from '../base/base64url';
import { newKey } from './keys';

/** What a caller makes up anew each time, so that no proof can be used twice. */
export function newNonce(): string {
  return newKey();
}

export function isNonce(text: string | undefined): text is string {
  return text !== undefined && keyForm.test(text);
}

/**
 * What a relay signs with the tool key to show that it has it. The host is the one that the caller asked: a stranger who
 * passes the question on to a relay elsewhere gets a proof for there.
 */
export function proofText(host: string, nonce: string): string {
  return `deskside.v1 proof\n${host}\n${nonce}`;
}
