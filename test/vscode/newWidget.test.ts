import assert from 'node:assert/strict';
import { access, chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { deskside } from './support/deskside';
import { WorkFolder } from './support/workFolder';

describe('New Widget…', () => {
  let folder: WorkFolder;
  before(async () => {
    await deskside();
    folder = await WorkFolder.make();
  });
  after(() => folder.remove());

  const make = (name: string, where = folder.path): Thenable<unknown> =>
    vscode.commands.executeCommand('deskside.newWidget', { kind: 'plain', name, folder: vscode.Uri.file(where) });
  const inFolder = (...path: readonly string[]): string => join(folder.path, ...path);

  it('makes a project with a configuration to debug it, a scenario, a test and the package of Deskside', async () => {
    const made = await make('order-widget');
    assert.ok(made instanceof vscode.Uri);
    assert.equal(made.fsPath, inFolder('order-widget'));
    assert.match(await readFile(inFolder('order-widget', 'README.md'), 'utf8'), /^# order-widget\n/);
    for (const path of [
      'package.json',
      '.gitignore',
      '.vscode/launch.json',
      'scenarios/contract.scenario.yaml',
      'tests/widget.spec.ts',
      'src/main.js',
      'deskside/client.mjs',
      'deskside/dist/cli.js',
      'deskside/types/index.d.ts',
    ]) {
      await access(inFolder('order-widget', path));
    }
  });

  it('takes the name without the spaces around it', async () => {
    const made = await make(' spaced ');
    assert.ok(made instanceof vscode.Uri);
    assert.equal(made.fsPath, inFolder('spaced'));
  });

  it('overwrites nothing: neither a folder nor a file of the name', async () => {
    await mkdir(inFolder('mine'));
    await writeFile(inFolder('mine', 'package.json'), 'mine');
    await writeFile(inFolder('file'), 'mine');
    assert.equal(await make('mine'), undefined);
    assert.equal(await make('file'), undefined);
    assert.deepEqual(await readdir(inFolder('mine')), ['package.json']);
    assert.equal(await readFile(inFolder('file'), 'utf8'), 'mine');
  });

  it('makes nothing under a name that is a path, and nothing where a file is in the way', async () => {
    assert.equal(await make('../outside'), undefined);
    assert.equal(await make('widget', inFolder('file')), undefined);
    assert.equal(await readFile(inFolder('file'), 'utf8'), 'mine');
  });

  it('leaves nothing behind in a folder that cannot be written', async function () {
    // Who may do everything is not held up by permissions.
    if (process.getuid?.() === 0) this.skip();
    await mkdir(inFolder('closed'));
    await chmod(inFolder('closed'), 0o555);
    assert.equal(await make('widget', inFolder('closed')), undefined);
    assert.deepEqual(await readdir(inFolder('closed')), []);
  });
});
