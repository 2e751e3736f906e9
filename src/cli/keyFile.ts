import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { keyForm } from '../base/base64url';
import { errorCode, messageOf } from '../base/guards';
import { newKey } from '../relayClient/keys';
import { UnreadableFile, readRegularFile } from './regularFile';

const keySchema = v.pipe(v.string(), v.regex(keyForm));
const fileSchema = v.pipe(v.string(), v.parseJson(), v.object({ pageKey: keySchema, toolKey: keySchema }));

/** More than two keys take. */
const mostBytes = 4096;
/** Permissions of a file that is its owner's alone, and of everybody else. */
const ownerOnly = 0o600;
const everybodyElse = 0o077;

/** What pages and tools must show. */
export type RelayKeys = v.InferOutput<typeof fileSchema>;

/** Why a file of keys can't be used; the message is a sentence with a next step. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

export function newKeys(): RelayKeys {
  return { pageKey: newKey(), toolKey: newKey() };
}

/**
 * The keys in a file; if there is none, it is made with new ones, for the user alone.
 * @throws KeyFileError
 */
export async function keysIn(file: string): Promise<RelayKeys> {
  return (
    readKeys(file) ??
    (await createKeys(file)) ??
    readKeys(file) ??
    fail(`The keys in ${file} come and go; name another file.`)
  );
}

/** @returns undefined if there is no such file */
function readKeys(file: string): RelayKeys | undefined {
  const read = readFile(file);
  if (read === undefined) return undefined;
  const kept = v.safeParse(fileSchema, read.text);
  if (!kept.success) return fail(`There are no keys in ${file}. Delete it, or name another file.`);
  checkOwner(file, read.stats);
  const { pageKey, toolKey } = kept.output;
  if (pageKey === toolKey) {
    fail(
      `In ${file} pages and tools have the same key, so that every page can do what a tool can. Delete it for new keys.`,
    );
  }
  return kept.output;
}

function readFile(file: string): { text: string; stats: Stats } | undefined {
  try {
    return readRegularFile(file, mostBytes);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (error instanceof UnreadableFile)
      return fail(`${file} ${error.message}, so it holds no keys. Name another file.`);
    return fail(`The keys in ${file} can't be read (${messageOf(error)}). Make it readable, or name another file.`);
  }
}

/** Windows has no such permissions; there a file in the user's own folder is the user's alone. */
function checkOwner(file: string, { mode, uid }: Stats): void {
  const self = process.getuid?.();
  if (self === undefined) return;
  if (uid !== self && uid !== 0) fail(`${file} belongs to another user, who knows the keys in it. Name another file.`);
  if ((mode & everybodyElse) === 0) return;
  const permissions = (mode & 0o777).toString(8);
  fail(
    `Others on this machine can read or change the keys in ${file} (its mode is ${permissions}). Run "chmod 600 ${file}", or delete it for new keys.`,
  );
}

/** @returns undefined if another process has made the file meanwhile */
async function createKeys(file: string): Promise<RelayKeys | undefined> {
  const keys = newKeys();
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeWhole(draft, `${JSON.stringify(keys, null, 2)}\n`);
    await publish(draft, file);
    return keys;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined;
    return fail(`The keys can't be kept in ${file} (${messageOf(error)}). Make room, or name another file.`);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', ownerOnly);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file its name; a link, unlike `rename`, never takes the place of a file that is there. */
async function publish(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    // Some file systems have no links.
    await rename(draft, file);
  }
}

function fail(message: string): never {
  throw new KeyFileError(message);
}
