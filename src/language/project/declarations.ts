import { sha256 } from '../../base/sha256';

/** The name of the file with the types of the API. */
export const declarationsName = 'genesys-wwe.d.ts';

/** The line that tells whether somebody changed the file since Deskside wrote it. */
const checksumLine = /^\/\/ Checksum: ([0-9a-f]{64})\n/m;

/** Puts a checksum of all else in place of the line `// Checksum:` of a text. */
export function withChecksum(text: string): string {
  return text.replace(/^\/\/ Checksum:.*\n/m, `// Checksum: ${checksumOf(text)}\n`);
}

/** Whether a file is as Deskside, this or an older one, wrote it. How lines end does not count: Git changes that. */
export function isAsWritten(text: string): boolean {
  const lines = normalized(text);
  return checksumIn(lines) === checksumOf(lines);
}

/** The checksum that a file bears; undefined where it bears none. */
export function checksumIn(text: string): string | undefined {
  return checksumLine.exec(normalized(text))?.[1];
}

/** Whether two files hold the same types. */
export function areSame(one: string, other: string): boolean {
  return normalized(one) === normalized(other);
}

function checksumOf(text: string): string {
  const bytes = sha256(new TextEncoder().encode(normalized(text).replace(/^\/\/ Checksum:.*\n/m, '')));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
