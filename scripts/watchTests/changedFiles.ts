import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../hosts/paths';
import { run } from '../hosts/processes';

/** Tells which files were changed since it was asked last. */
export class ChangedFiles {
  readonly #times = new Map<string, number>();

  /** @param paths from the project's folder */
  async take(paths: readonly string[]): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    for (const path of paths) {
      const { mtimeMs } = await stat(join(root, path));
      const before = this.#times.get(path);
      this.#times.set(path, mtimeMs);
      if (before !== mtimeMs) changed.add(path);
    }
    return changed;
  }
}

/** The files that differ from the last commit, new ones among them. */
export async function uncommittedFiles(): Promise<ReadonlySet<string>> {
  const git = (...args: string[]): Promise<string> => run('git', args, { cwd: root });
  const lists = await Promise.all([
    git('diff', '--name-only', '--relative', '--diff-filter=d', 'HEAD'),
    git('ls-files', '--others', '--exclude-standard'),
  ]);
  return new Set(lists.flatMap((list) => list.split('\n')).filter((path) => path !== ''));
}
