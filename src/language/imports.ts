/** Which files the imports of a document mean, told from its text alone: nothing here needs the parser. */
import { importsModules, longestText, mentionsApi } from './documents';

/** Reads the text of a file; undefined if there is none that can be read. */
export type ReadText = (path: string) => Promise<string | undefined>;

/** Endings by which an import finds its file, nearest first; an import of `./api.js` may mean `api.ts`. */
const endings = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs', '.vue', '.svelte'];

/** The files that an import may mean, the most likely one first. */
export function filesOfImport(path: string, specifier: string): readonly string[] {
  const base = joined(path.slice(0, path.lastIndexOf('/')), specifier);
  const ending = endings.find((each) => base.endsWith(each));
  const bare = ending === undefined ? base : base.slice(0, -ending.length);
  const exact = ending === undefined ? [] : [base];
  return [
    ...exact,
    ...endings.map((each) => bare + each),
    ...endings.slice(0, 4).map((each) => `${base}/index${each}`),
  ];
}

function joined(folder: string, relative: string): string {
  const parts = folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** A wrapper of a wrapper is followed; one of a project's modules leads to all others, so the search is bounded. */
const deepestChain = 3;
const mostFiles = 30;

/** Whether a document imports a module of its project that may use the API, directly or by way of other modules. */
export async function importsApi(path: string, text: string, readText: ReadText): Promise<boolean> {
  const seen = new Set<string>();
  let level: readonly { readonly path: string; readonly text: string }[] = [{ path, text }];
  for (let step = 0; step < deepestChain && level.length > 0; step++) {
    const imports = level.flatMap((module) =>
      importedPaths(module.text).map((each) => filesOfImport(module.path, each)),
    );
    const fresh = imports.filter(([first = '']) => !seen.has(first) && seen.size < mostFiles && seen.add(first));
    const modules = await Promise.all(fresh.map((files) => firstFile(files, readText)));
    level = modules
      .filter((module) => module !== undefined && module.text.length <= longestText)
      .flatMap((each) => each ?? []);
    if (level.some((module) => mentionsApi(module.text))) return true;
  }
  return false;
}

/** The paths by which a document names modules of its project. */
export function importedPaths(text: string): readonly string[] {
  if (!importsModules(text)) return [];
  return [...text.matchAll(/\bfrom\s*['"](\.[^'"\n]*)['"]/g)].flatMap(([, specifier]) => specifier ?? []);
}

async function firstFile(files: readonly string[], readText: ReadText) {
  for (const path of files) {
    const text = await readText(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}
