import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { simulatorKeyText } from '../protocol/connection/pageProof';

/** What pages and what tools must show. */
export interface KeyPair {
  readonly page: string;
  readonly tool: string;
}

/** A new key of 256 random bits, as 43 letters of base64url. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The key of the simulated Workspace that a tool opens, derived from the tool key. A page with this key counts as the relay's
 * own, whatever page embeds it, as VS Code does; the page key alone does not yield it.
 * @returns an empty key, which lets nobody in, if the tool key is empty
 */
export function simulatorKey(toolKey: string): string {
  return new KeyCheck(toolKey).sign(simulatorKeyText) ?? '';
}

/** Knows a key only by its hash, and compares in constant time. An empty key lets nobody in. */
export class KeyCheck {
  readonly #digest: Buffer | undefined;

  constructor(key: string) {
    this.#digest = key === '' ? undefined : digest(key);
  }

  matches(offered: string | undefined): boolean {
    if (this.#digest === undefined || offered === undefined) return false;
    return timingSafeEqual(this.#digest, digest(offered));
  }

  /** Whether `signature` is what `sign` makes of the text. */
  verifies(text: string, signature: string): boolean {
    const expected = this.sign(text);
    return expected !== undefined && timingSafeEqual(digest(expected), digest(signature));
  }

  /** Signs a text: HMAC-SHA-256 under the SHA-256 of the key, as base64url. Undefined if the key is empty. */
  sign(text: string): string | undefined {
    if (this.#digest === undefined) return undefined;
    return createHmac('sha256', this.#digest).update(text).digest('base64url');
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
