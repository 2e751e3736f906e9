import { terminalLine } from './terminalText';

/** What may wait for a reader of the log who does not read; lines beyond that are counted and left out. */
const mostWaitingBytes = 256 * 1024;

let leftOut = 0;

/** Keeps the process alive when nobody reads its output any more, or the disk is full. Comes before any output. */
export function tolerateLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Writes a line to the standard error; what others wrote in it does no harm there. */
export function writeErrorLine(text: string): void {
  if (process.stderr.writableLength > mostWaitingBytes) {
    leftOut++;
    return;
  }
  if (leftOut > 0) process.stderr.write(`${leftOut} lines were left out, since nobody read them\n`);
  leftOut = 0;
  process.stderr.write(`${terminalLine(text)}\n`);
}

/**
 * Writes to the standard output.
 * @param failed hears why nothing could be written
 */
export function print(text: string, failed: (why: string) => void): void {
  process.stdout.write(text, (error) => {
    if (error) failed(error.message);
  });
}
