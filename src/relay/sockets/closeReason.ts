/** What fits in a close frame beside its code (RFC 6455, 5.5). */
const longestBytes = 123;

/** `text` cut to what a close frame holds, in bytes of UTF-8 and without half a character. */
export function closeReason(text: string): Buffer {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(longestBytes));
  return Buffer.from(text.slice(0, read));
}
