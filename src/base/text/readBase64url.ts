/** Decodes base64url. This is apart from the encoder because the bridge loads that one, and its build refuses `replaceAll`. */

/** @throws DOMException if it is not base64url */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** @throws TypeError if it is not UTF-8 */
export function textOfUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
