/*
 * What ws looks for under the name `bufferutil`, a native package that an extension for all systems can't have: the build
 * puts this in its place. Every frame that a page or a tool sends is masked (RFC 6455, 5.3); ws takes the mask off byte by
 * byte, which is half of what a long frame costs the relay, and this takes it off by words of four.
 */

/** With less there may be no whole word in it. */
const shortest = 8;

const keyBytes = new Uint8Array(4);
const keyWord = new Uint32Array(keyBytes.buffer);

/**
 * Takes a mask off, or puts it on, in place.
 * @param mask four bytes, which stand over and over again beside those of `buffer`
 */
export function unmask(buffer: Uint8Array, mask: Uint8Array): void {
  const { length, byteOffset } = buffer;
  if (length < shortest) {
    unmaskBytes(buffer, mask, 0, length);
    return;
  }
  // Words begin at every fourth byte of the memory.
  const start = -byteOffset & 3;
  const words = new Uint32Array(buffer.buffer, byteOffset + start, (length - start) >> 2);
  unmaskBytes(buffer, mask, 0, start);
  for (let at = 0; at < 4; at++) keyBytes[at] = mask[(start + at) & 3] ?? 0;
  const [key = 0] = keyWord;
  for (let at = 0; at < words.length; at++) words[at] = (words[at] ?? 0) ^ key;
  unmaskBytes(buffer, mask, start + words.byteLength, length);
}

/** Puts a mask on the first `length` bytes of `source`, and what comes of it into `output` from `offset` on. */
export function mask(source: Uint8Array, key: Uint8Array, output: Uint8Array, offset: number, length: number): void {
  output.set(source.subarray(0, length), offset);
  unmask(output.subarray(offset, offset + length), key);
}

function unmaskBytes(buffer: Uint8Array, mask: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) buffer[at] = (buffer[at] ?? 0) ^ (mask[at & 3] ?? 0);
}
