import { writeFile } from 'node:fs/promises';
import { errorCode } from '../base/guards';
import { print, writeErrorLine } from './output';

/**
 * Writes a text into a new file, or prints it where none is named. If that can't be done, says so and sets exit code 1.
 * @param what the text is, as the beginning of a sentence
 */
export async function writeOrPrint(text: string, file: string | undefined, what: string): Promise<void> {
  if (file === undefined) {
    print(text, (why) => fail(`${what} could not be printed (${why}).`, 1));
    return;
  }
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const code = errorCode(error);
    if (typeof code !== 'string') throw error;
    fail(
      code === 'EEXIST'
        ? `${file} exists already. Name another file.`
        : `${file} can't be written (${code}). Name another file.`,
      1,
    );
  }
}

/** Says why a command could not do its work, and with which code the process is to end. */
export function fail(why: string, code: number): void {
  writeErrorLine(why);
  process.exitCode = code;
}
