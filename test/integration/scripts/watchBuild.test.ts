import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { root } from '../../../scripts/hosts/paths';
import { until } from '../../support/until';

/** What the task that F5 waits for looks for in the output. */
const matcherSchema = v.object({
  pattern: v.object({
    regexp: v.string(),
    file: v.number(),
    line: v.number(),
    column: v.number(),
    severity: v.number(),
    message: v.number(),
  }),
  background: v.object({ beginsPattern: v.string(), endsPattern: v.string() }),
});
const tasksSchema = v.object({
  tasks: v.array(v.object({ label: v.string(), problemMatcher: v.union([matcherSchema, v.tuple([])]) })),
});

/** A build of everything takes a machine that is busy longer than what other tests wait for. */
const buildPatienceMs = 120_000;

describe('The build that F5 starts', () => {
  let folder: string;
  let child: ChildProcess;
  let output = '';
  let matcher: v.InferOutput<typeof matcherSchema>;
  before(async () => {
    const { tasks } = v.parse(tasksSchema, JSON.parse(await readFile(join(root, '.vscode', 'tasks.json'), 'utf8')));
    const watch = tasks.find(({ label }) => label === 'watch')?.problemMatcher;
    assert.ok(watch !== undefined && 'pattern' in watch);
    matcher = watch;
    folder = await mkdtemp(join(tmpdir(), 'deskside-clone-'));
    for (const name of ['esbuild.mjs', 'package.json', 'tsconfig.json', 'src', 'media', 'scripts/build']) {
      await cp(join(root, name), join(folder, name), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    child = spawn(process.execPath, ['esbuild.mjs', '--watch'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  });
  after(async () => {
    const exited = once(child, 'exit');
    child.kill();
    await exited;
    await rm(folder, { recursive: true });
  });

  const lines = (pattern: string): string[] => output.split('\n').filter((line) => new RegExp(pattern).test(line));

  /** Waits until as many builds have ended as have begun, more than before. */
  async function nextEnd(before: number): Promise<void> {
    const { beginsPattern, endsPattern } = matcher.background;
    await until(
      () => `the end of a build in ${output}`,
      () => lines(endsPattern).length > before && lines(endsPattern).length === lines(beginsPattern).length,
      buildPatienceMs,
    );
  }
  const ends = (): number => lines(matcher.background.endsPattern).length;

  it('has made all that VS Code loads when it says that it has ended, in a folder without a build', async () => {
    await nextEnd(0);
    assert.equal(ends(), 1);
    for (const path of ['dist/extension.js', 'dist/cli.js', 'dist/bridgeDebugger.js', 'dist/web/workspace.js']) {
      await access(join(folder, path));
    }
    const [, piece = ''] =
      /require\("(.*activationInEditor.*)"\)/.exec(await readFile(join(folder, 'dist/extension.js'), 'utf8')) ?? [];
    assert.match(await readFile(join(folder, 'dist', piece), 'utf8'), /require\("vscode"\)/);
  });

  it('copies a file that pages load as it is, again when it is changed', async () => {
    const before = ends();
    await appendFile(join(folder, 'media/web/bridge.css'), '/* changed */');
    await nextEnd(before);
    assert.match(await readFile(join(folder, 'dist/web/bridge.css'), 'utf8'), /\/\* changed \*\/$/);
  });

  it('names a problem with its file, line and column', async () => {
    const before = ends();
    await writeFile(join(folder, 'src/base/serialQueue.ts'), "\nimport './nowhere';\n");
    await nextEnd(before);
    const { regexp, file, line, column, severity, message } = matcher.pattern;
    const found = new RegExp(regexp).exec(lines(regexp)[0] ?? '');
    assert.deepEqual([found?.[file], found?.[line], found?.[column]], ['src/base/serialQueue.ts', '2', '8']);
    assert.match(found?.[severity] ?? '', /^error$/i);
    assert.match(found?.[message] ?? '', /nowhere/);
  });
});
