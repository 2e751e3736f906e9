/*
 * ws hands header and content of a frame to the socket as two pieces. For a short text that takes longer than all that the
 * relay looks at in it, so such a frame is written here, as one text that Node writes at once (RFC 6455, 5.2).
 */

/** Up to here Node writes a text without asking for memory. */
const longest = 16 * 1024;

/** A frame that is the last of its message, and holds text. */
const finalText = 0x81;
/** Up to this length stands in the second byte; a longer one in the two that follow, which this one announces. */
const shortLength = 125;
const twoBytesFollow = 126;

/**
 * The unmasked frame of a text, each unit of it one byte (Latin-1).
 * @returns undefined if the text is not ASCII or is too long: ws has to write that frame
 */
export function asciiFrame(text: string): string | undefined {
  const { length } = text;
  // In UTF-8 everything but ASCII takes more bytes than units.
  if (length > longest || Buffer.byteLength(text) !== length) return undefined;
  const header =
    length <= shortLength
      ? String.fromCharCode(finalText, length)
      : String.fromCharCode(finalText, twoBytesFollow, length >> 8, length & 0xff);
  return header + text;
}
