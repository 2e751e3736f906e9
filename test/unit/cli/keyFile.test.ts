import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFileError, keysIn, newKeys } from '../../../src/cli/keyFile';

describe('a file of keys', function () {
  let folder: string;
  let file: string;
  before(function () {
    // What is checked here is about permissions and special files, which Windows does not have.
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-keys-'));
    file = join(folder, 'keys.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (text: string, mode = 0o600) => writeFile(file, text, { mode });
  const refused = (message: RegExp) =>
    assert.rejects(keysIn(file), (error) => {
      assert.ok(error instanceof KeyFileError);
      assert.match(error.message, message);
      assert.match(error.message, /^[^\n]*\.$/);
      return true;
    });

  it('is made whole and for the user alone, and nothing else is left', async () => {
    const keys = await keysIn(file);
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), keys);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['keys.json']);
    assert.deepEqual(await keysIn(file), keys);
  });

  it('has one pair of keys although several make it at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => keysIn(file)));
    for (const keys of all) assert.deepEqual(keys, all[0]);
    assert.deepEqual(await readdir(folder), ['keys.json']);
  });

  for (const mode of [0o644, 0o666, 0o640, 0o620, 0o604, 0o602, 0o777]) {
    it(`is not taken with the mode ${mode.toString(8)}, and the next step is said`, async () => {
      await write(JSON.stringify(newKeys()));
      await chmod(file, mode);
      await refused(new RegExp(`mode is ${mode.toString(8)}\\).*chmod 600 .*keys\\.json`));
      await chmod(file, 0o600);
      await keysIn(file);
    });
  }

  it('may be one that only its owner can read, or be reached by a link', async () => {
    await write(JSON.stringify(newKeys()), 0o400);
    const link = join(folder, 'link.json');
    await symlink(file, link);
    assert.deepEqual(await keysIn(link), await keysIn(file));
  });

  it('is not taken with one key for pages and tools', async () => {
    const { pageKey } = newKeys();
    await write(JSON.stringify({ pageKey, toolKey: pageKey }));
    await refused(/the same key/);
  });

  for (const [what, text] of [
    ['is empty', ''],
    ['holds something else', '{"name": "x"}'],
    ['holds half of the keys', JSON.stringify(newKeys()).slice(0, 60)],
  ] as const) {
    it(`is not taken where it ${what}`, async () => {
      await write(text);
      await refused(/There are no keys in .*Delete it/);
    });
  }

  it('is not read where it is far too long', async () => {
    await write(JSON.stringify(newKeys()) + ' '.repeat(10_000_000));
    await refused(/longer than 4096 bytes/);
  });

  const special: Record<string, () => Promise<string>> = {
    'a folder': async () => {
      await mkdir(file);
      return file;
    },
    'a pipe into which nobody writes': () => {
      execFileSync('mkfifo', [file]);
      return Promise.resolve(file);
    },
    'a device without end': () => Promise.resolve('/dev/zero'),
    'a device that is empty': () => Promise.resolve('/dev/null'),
  };
  for (const [what, make] of Object.entries(special)) {
    for (const isLink of [false, true]) {
      it(`is refused where it is ${isLink ? 'a link to ' : ''}${what}`, async () => {
        const target = await make();
        file = target;
        if (isLink) {
          file = join(folder, 'link.json');
          await symlink(target, file);
        }
        await refused(/is no regular file/);
      });
    }
  }

  it('is refused where it is a socket, a link to nothing, or in no folder', async () => {
    const server = createServer().listen(file);
    await once(server, 'listening');
    await refused(/can't be read/);
    server.close();
    file = join(folder, 'link.json');
    await symlink(join(folder, 'nothing'), file);
    await refused(/come and go|can't be/);
    file = join(folder, 'no-such-folder', 'keys.json');
    await refused(/can't be kept in/);
  });
});
