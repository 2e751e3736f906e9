import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

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
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
