const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes as letters that stand in addresses and headers as they are (RFC 4648, section 5), without padding. */
export function toBase64url(bytes: ArrayLike<number>): string {
  let text = '';
  for (let bit = 0; bit < bytes.length * 8; bit += 6) {
    const [first = 0, second = 0] = [bytes[bit >> 3], bytes[(bit >> 3) + 1]];
    text += letters.charAt((((first << 8) | second) >> (10 - (bit & 7))) & 63);
  }
  return text;
}

/** 32 bytes as such letters: the form of every key and nonce. */
export const keyForm = /^[\w-]{43}$/;
