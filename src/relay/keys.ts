import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new key of 256 random bits, as 43 letters of base64url. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
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

  /** Signs a text: HMAC-SHA-256 under the SHA-256 of the key, as base64url. Undefined if the key is empty. */
  sign(text: string): string | undefined {
    if (this.#digest === undefined) return undefined;
    return createHmac('sha256', this.#digest).update(text).digest('base64url');
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
