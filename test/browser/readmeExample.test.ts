import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { root } from '../../scripts/hosts/paths';
import { buildCommand } from './support/builtCommand';
import { codeBlock, readmeSection } from './support/readme';
import { TestSite } from './widgets/testSite';

describe('"Test your widget in CI" in README.md', () => {
  const site = new TestSite();
  let section: string;
  let folder: string;
  before(async () => {
    await ensureChromium();
    section = await readmeSection('Test your widget in CI');
    site.add('widget.js', codeBlock(section, '// widget.js'));
    await site.start();
    // A project as npm leaves it once it has installed the two packages.
    folder = await mkdtemp(join(tmpdir(), 'deskside-ci-'));
    const modules = join(folder, 'node_modules');
    await buildCommand(join(modules, 'deskside', 'dist'));
    await symlink(join(root, 'node_modules', 'playwright-core'), join(modules, 'playwright-core'));
    await writeFile(join(folder, 'package.json'), '{ "name": "widget", "private": true }');
    await writeFile(join(folder, 'widget.test.mjs'), codeBlock(section, '// widget.test.mjs'));
  });
  after(async () => {
    await site.stop();
    await rm(folder, { recursive: true });
  });

  it('is a test that passes with the widget that it shows, and ends as it says', async function () {
    this.timeout(120_000);
    const env = { ...process.env, WIDGET: `${site.origin}/documented.html` };
    const output = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        ['--test', '--test-reporter=spec'],
        { cwd: folder, env, timeout: 110_000 },
        (_error, stdout, stderr) => resolve(stdout + stderr),
      );
    });
    const withoutTimes = output.replace(/ \([\d.]+ms\)/g, '').split('\n');
    const wanted = codeBlock(section, '✔').trim().split('\n');
    assert.deepEqual(
      wanted.filter((line) => !withoutTimes.includes(line)),
      [],
      output,
    );
  });
});
