import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { keyForm } from '../base/base64url';
import { errorCode } from '../base/errorCode';
import { newKey } from '../relay/keys';

const keySchema = v.pipe(v.string(), v.regex(keyForm));
const fileSchema = v.pipe(v.string(), v.parseJson(), v.object({ pageKey: keySchema, toolKey: keySchema }));

/** What pages and tools must show. */
export type Keys = v.InferOutput<typeof fileSchema>;

/** Why a file of keys can't be used; the message is a sentence with a next step. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

export function newKeys(): Keys {
  return { pageKey: newKey(), toolKey: newKey() };
}

/**
 * The keys in a file; if there is none, it is made with new ones, for the user alone.
 * @throws KeyFileError
 */
export async function keysIn(file: string): Promise<Keys> {
  const keys = newKeys();
  try {
    await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return keys;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw new KeyFileError(`The keys can't be kept in ${file}: ${String(error)}.`);
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new KeyFileError(`The keys in ${file} can't be read: ${String(error)}.`);
  });
  const kept = v.safeParse(fileSchema, text);
  if (kept.success) return kept.output;
  throw new KeyFileError(`There are no keys in ${file}. Delete it, or name another file.`);
}
