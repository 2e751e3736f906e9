import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromiumArguments } from '../../scripts/hosts/chromiumArguments';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { freePort } from '../../scripts/hosts/freePort';
import { root } from '../../scripts/hosts/paths';
import { npm } from '../../scripts/hosts/processes';
import { projectFiles } from '../../src/presentation/newWidget/widgetProject';
import { widgetKinds } from '../../src/presentation/newWidget/widgetKinds';
import type { WidgetKind } from '../../src/presentation/newWidget/widgetKinds';
import { runProgram } from '../support/runProgram';

const name = 'order-widget';

/** A new widget as its author has it, apart from the port: several are tested at once. */
class Project {
  private constructor(private readonly folder: string) {}

  static async make(parent: string, kind: WidgetKind): Promise<Project> {
    const folder = join(parent, kind);
    const port = String(await freePort());
    for (const { path, content } of await projectFiles(kind, name, (from) => readFile(join(root, from)))) {
      const isOwn = !path.startsWith('deskside/');
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), isOwn ? new TextDecoder().decode(content).replaceAll('5173', port) : content);
    }
    return new Project(folder);
  }

  /** Takes the browser of these tests for Playwright. */
  async useBrowser(executablePath: string): Promise<void> {
    const file = join(this.folder, 'playwright.config.ts');
    const options = JSON.stringify({ executablePath, args: chromiumArguments });
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('use: {', `use: { launchOptions: ${options},`));
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  async run(command: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
    const options = { cwd: this.folder, env: { ...process.env, CI: '' } };
    const { code, stdout, stderr } = await runProgram(command, args, options);
    return { code, output: stdout + stderr };
  }

  /** Runs a script of its package.json. */
  async succeeds(script: string): Promise<string> {
    const { code, output } = await this.run(npm, 'run', script);
    assert.equal(code, 0, `npm run ${script}: ${output}`);
    return output;
  }
}

describe('A new widget', function () {
  this.timeout(300_000);
  let parent: string;
  const projects = new Map<WidgetKind, Project>();
  before(async () => {
    const { quick } = await ensureChromium();
    parent = await mkdtemp(join(tmpdir(), 'deskside-widget-'));
    await Promise.all(
      widgetKinds.map(async ({ kind }) => {
        const project = await Project.make(parent, kind);
        await project.useBrowser(quick);
        const { code, output } = await project.run(npm, 'install', '--ignore-scripts', '--no-audit', '--no-fund');
        assert.equal(code, 0, output);
        projects.set(kind, project);
      }),
    );
  });
  after(() => rm(parent, { recursive: true }));

  for (const { kind, label } of widgetKinds) {
    it(`in ${label} is built, plays its scenario and passes its tests, without a mistake that checks find`, async () => {
      const project = projects.get(kind);
      assert.ok(project !== undefined);
      assert.equal((JSON.parse(await project.read('package.json')) as { name: unknown }).name, name);
      if (kind === 'plain') {
        // Nothing is built; its types are checked as the editor does.
        const tsc = join(root, 'node_modules/typescript/bin/tsc');
        const { code, output } = await project.run(process.execPath, tsc, '-p', 'jsconfig.json', '--noEmit');
        assert.equal(code, 0, output);
      } else {
        await project.succeeds('build');
      }
      await project.succeeds('check');
      assert.match(await project.succeeds('scenarios'), /1 passed of 1/);
      assert.match(await project.succeeds('test'), /2 passed/);
    });
  }
});
