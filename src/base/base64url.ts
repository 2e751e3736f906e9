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

/** @throws DOMException if it is not base64url */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** @throws TypeError if it is not UTF-8 */
export function textOfUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
