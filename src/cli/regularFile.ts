import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** Why a file can't be read, in words that go on after its name. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * The text of a file, and what the system says of it. Of a pipe, a device or a folder nothing is read: these may have no end,
 * or wait for ever.
 * @throws UnreadableFile, or an error of the system
 */
export function readRegularFile(file: string, mostBytes: number): { readonly text: string; readonly stats: Stats } {
  // To open a pipe without this waits for a program that writes into it. Windows, which has neither, takes it for 0.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new UnreadableFile('is no regular file');
    const content = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < content.length; length += read) {
      read = readSync(descriptor, content, length, content.length - length, null);
    }
    if (length > mostBytes) throw new UnreadableFile(`is longer than ${mostBytes} bytes`);
    return { text: content.toString('utf8', 0, length), stats };
  } finally {
    closeSync(descriptor);
  }
}
