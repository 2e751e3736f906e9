/*
 * SHA-256 and HMAC for pages: browsers keep `crypto.subtle` from those that came over http from another machine than this one
 * (FIPS 180-4, RFC 2104). It is for short texts: nothing here is fast.
 */

/** Bytes, however they are held. */
export type Bytes = ArrayLike<number>;

const blockBytes = 64;
const blockWords = 16;

/** HMAC-SHA-256 of a text of ASCII under a key. */
export function hmacSha256(key: Bytes, text: string): number[] {
  const short = key.length > blockBytes ? sha256(key) : key;
  const padded = (mask: number) => Array.from({ length: blockBytes }, (_, at) => (short[at] ?? 0) ^ mask);
  return sha256([...padded(0x5c), ...sha256([...padded(0x36), ...asciiBytes(text)])]);
}

/** The bytes of a text that is ASCII alone, as keys and hosts are. No `TextEncoder` makes them, which a page can replace. */
export function asciiBytes(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

export function sha256(message: Bytes): number[] {
  const { start, rounds } = constants();
  const size = message.length;
  // The message, one bit, zeros, and the length in bits as the last eight bytes of a block.
  const words = Math.ceil((size + 9) / blockBytes) * blockWords;
  const byte = (at: number) => message[at] ?? (at === size ? 0x80 : 0);
  const wordAt = (at: number) =>
    at === words - 1
      ? size * 8
      : (byte(at * 4) << 24) | (byte(at * 4 + 1) << 16) | (byte(at * 4 + 2) << 8) | byte(at * 4 + 3);
  let hash = start;
  for (let first = 0; first < words; first += blockWords) {
    const schedule: number[] = [];
    let state = hash;
    rounds.forEach((round, at) => {
      const before = (back: number) => schedule[at - back] ?? 0;
      const word =
        at < blockWords
          ? wordAt(first + at)
          : before(16) +
            (turn(before(15), 7) ^ turn(before(15), 18) ^ (before(15) >>> 3)) +
            before(7) +
            (turn(before(2), 17) ^ turn(before(2), 19) ^ (before(2) >>> 10));
      schedule.push(word | 0);
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + round + word;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      state = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    });
    hash = hash.map((word, at) => (word + (state[at] ?? 0)) | 0);
  }
  return Array.from({ length: 32 }, (_, at) => ((hash[at >> 2] ?? 0) >>> (24 - (at % 4) * 8)) & 0xff);
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first bits behind the point of square roots and cube roots of the first primes. */
function constants(): { start: number[]; rounds: number[] } {
  const primes: number[] = [];
  for (let number = 2; primes.length < blockBytes; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  const bitsOf = (power: number) => primes.map((prime) => ((prime ** power % 1) * 2 ** 32) | 0);
  return { start: bitsOf(1 / 2).filter((_, at) => at < 8), rounds: bitsOf(1 / 3) };
}
