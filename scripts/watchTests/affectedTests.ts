import type { Metafile } from 'esbuild';

/** The entry points of a build that import one of the changed files, be it through others, or are one of them. */
export function affectedTests({ inputs, outputs }: Metafile, changed: ReadonlySet<string>): string[] {
  const tests = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  return tests.filter((test) => {
    const seen = new Set([test]);
    for (const path of seen) {
      if (changed.has(path)) return true;
      for (const imported of inputs[path]?.imports ?? []) {
        if (imported.external !== true) seen.add(imported.path);
      }
    }
    return false;
  });
}
