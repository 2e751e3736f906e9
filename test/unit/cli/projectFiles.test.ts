import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProjectFiles } from '../../../src/cli/mcp/projectFiles';

describe('the files that an agent can have read', () => {
  let parent: string;
  let files: ProjectFiles;
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'deskside-files-'));
    const folder = await mkdtemp(join(parent, 'project-'));
    await writeFile(join(parent, 'there.js'), '');
    await writeFile(join(folder, '..js'), 'inside');
    await symlink(join(parent, 'there.js'), join(folder, 'link.js'));
    await symlink(join(parent, 'gone.js'), join(folder, 'dangling.js'));
    files = new ProjectFiles(folder);
  });
  after(() => rm(parent, { recursive: true }));

  const why = (path: string) =>
    files.read(path).then(
      () => 'read',
      (error: unknown) => String(error).replaceAll(path, 'FILE'),
    );

  it('are those in the folder', async () => {
    assert.equal((await files.read('..js')).text, 'inside');
  });

  it('are no others, and the refusal does not tell which of those there are', async () => {
    assert.match(await why('../there.js'), /lies outside of/);
    assert.equal(await why('../there.js'), await why('../gone.js'));
    assert.match(await why('link.js'), /does not exist or cannot be read/);
    assert.equal(await why('link.js'), await why('dangling.js'));
  });
});
