/** Holding bytes may hold at most so many times as much memory. */
export const mostWaste = 2;

/** The bytes themselves, or a copy where they are a small part of a larger piece of memory that would be held with them. */
export function compactBuffer(bytes: Buffer): Buffer {
  return bytes.buffer.byteLength > bytes.length * mostWaste ? Buffer.from(bytes) : bytes;
}
