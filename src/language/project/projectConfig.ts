import { createFilesMatcher } from 'get-tsconfig';
import { parse } from 'jsonc-parser';
import * as v from 'valibot';
import type { ReadText } from '../imports';

/** A `tsconfig.json` or `jsconfig.json`, with all that it extends. */
export interface ProjectConfig {
  readonly path: string;
  /** The folder of the file. */
  readonly folder: string;
  /** Whether TypeScript takes a file into the project by itself. Paths have `/` between their parts. */
  readonly includes: (path: string) => boolean;
  /** The folders, and patterns of files, in which it looks; all of its own where it names none. */
  readonly include: readonly string[];
  /** The packages whose global types it names. */
  readonly types: readonly string[];
}

const texts = v.array(v.string());
const optionsSchema = v.object({
  allowJs: v.optional(v.boolean()),
  checkJs: v.optional(v.boolean()),
  outDir: v.optional(v.string()),
  types: v.optional(texts),
});
const configSchema = v.object({
  extends: v.optional(v.union([v.string(), texts])),
  files: v.optional(texts),
  include: v.optional(texts),
  exclude: v.optional(texts),
  compilerOptions: v.optional(optionsSchema),
  references: v.optional(v.array(v.object({ path: v.string() }))),
});
type Config = v.InferOutput<typeof configSchema>;
type Options = v.InferOutput<typeof optionsSchema>;

/** Stands in a path for the folder of the configuration that extends all others. */
const configDir = '${configDir}';

/** A longer chain is a circle. */
const deepest = 20;
const mostReferences = 50;

/**
 * The configuration by which TypeScript understands a file: the nearest one that is there, if it includes the file, or else
 * the first that it references and that does.
 */
export async function projectOf(file: string, readText: ReadText): Promise<ProjectConfig | undefined> {
  const nearest = await nearestConfig(folderOf(file), readText);
  if (nearest === undefined) return undefined;
  const configs = [nearest, ...(await referencedConfigs(nearest, readText))];
  return configs.find(({ includes }) => includes(file));
}

/** The nearest configuration at a folder or above, whatever it includes. */
export async function nearestConfig(folder: string, readText: ReadText): Promise<ProjectConfig | undefined> {
  for (let each = folder; each.includes('/'); each = folderOf(each)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const config = await readProjectConfig(`${each}/${name}`, readText);
      if (config !== undefined) return config;
    }
    // What stands before the first `/` may be the scheme of an address.
    if (/^[^/]*\/\/[^/]*$/.test(each)) return undefined;
  }
  return undefined;
}

/** The configurations that one references, directly or by way of others. */
export async function referencedConfigs(config: ProjectConfig, readText: ReadText): Promise<readonly ProjectConfig[]> {
  const found: ProjectConfig[] = [];
  const seen = new Set([config.path]);
  const waiting = [config.path];
  for (let path = waiting.shift(); path !== undefined && seen.size <= mostReferences; path = waiting.shift()) {
    const own = await readOwn(path, readText);
    for (const reference of own?.references ?? []) {
      const named = resolved(folderOf(path), reference.path);
      const file = named.endsWith('.json') ? named : `${named}/tsconfig.json`;
      if (seen.has(file)) continue;
      seen.add(file);
      waiting.push(file);
      const referenced = await readProjectConfig(file, readText);
      if (referenced !== undefined) found.push(referenced);
    }
  }
  return found;
}

/** @returns undefined where there is no such file, or nothing in it that can be read */
export async function readProjectConfig(path: string, readText: ReadText): Promise<ProjectConfig | undefined> {
  const config = await readWhole(path, readText, folderOf(path), deepest);
  if (config === undefined) return undefined;
  const { compilerOptions: options = {}, files, exclude } = config;
  const isJsConfig = /\/jsconfig[^/]*\.json$/.test(path);
  const allowJs = options.allowJs ?? options.checkJs ?? isJsConfig;
  // TypeScript takes `include` for given where `files` are.
  const include = config.include ?? (files === undefined ? ['**/*'] : []);
  const { address, local } = parted(path);
  const own = (each: string): string => parted(each).local;
  const matches = createFilesMatcher(
    {
      path: local,
      config: {
        compilerOptions: { allowJs, ...(options.outDir === undefined ? {} : { outDir: own(options.outDir) }) },
        include: include.map(own),
        ...(files === undefined ? {} : { files: files.map(own) }),
        ...(exclude === undefined ? {} : { exclude: exclude.map(own) }),
      },
    },
    true,
  );
  return {
    path,
    folder: folderOf(path),
    include,
    types: options.types ?? [],
    includes: (file) => file.startsWith(address) && matches(own(file)) !== undefined,
  };
}

/**
 * A configuration with all that it extends; what it names of files is resolved.
 * @param root the folder of the configuration that extends all others
 */
async function readWhole(path: string, readText: ReadText, root: string, depth: number): Promise<Config | undefined> {
  const own = await readOwn(path, readText);
  if (own === undefined || depth === 0) return own;
  const folder = folderOf(path);
  const absolute = (names: readonly string[] | undefined): string[] | undefined =>
    names?.map((name) => resolved(name.startsWith(configDir) ? root : folder, name.replace(configDir, '.')));
  const bases: Config[] = [];
  for (const name of [own.extends ?? []].flat()) {
    const base = await readBase(folder, name, (file) => readWhole(file, readText, root, depth - 1));
    if (base !== undefined) bases.push(base);
  }
  const files = absolute(own.files) ?? bases.findLast((base) => base.files !== undefined)?.files;
  const include = absolute(own.include) ?? bases.findLast((base) => base.include !== undefined)?.include;
  const exclude = absolute(own.exclude) ?? bases.findLast((base) => base.exclude !== undefined)?.exclude;
  const [outDir] = absolute(own.compilerOptions?.outDir === undefined ? undefined : [own.compilerOptions.outDir]) ?? [];
  return {
    ...(files === undefined ? {} : { files }),
    ...(include === undefined ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
    compilerOptions: {
      ...bases.reduce<Options>((options, base) => ({ ...options, ...base.compilerOptions }), {}),
      ...own.compilerOptions,
      ...(outDir === undefined ? {} : { outDir }),
    },
  };
}

/** What `extends` names: a file, or one of a package. */
async function readBase(
  folder: string,
  name: string,
  readFile: (path: string) => Promise<Config | undefined>,
): Promise<Config | undefined> {
  const paths = /^\.{0,2}\//.test(name)
    ? [resolved(folder, name), `${resolved(folder, name)}.json`]
    : ancestorsOf(folder).flatMap((each) =>
        ['', '.json', '/tsconfig.json'].map((ending) => `${each}/node_modules/${name}${ending}`),
      );
  for (const path of paths) {
    const base = await readFile(path);
    if (base !== undefined) return base;
  }
  return undefined;
}

async function readOwn(path: string, readText: ReadText): Promise<Config | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  const parsed: unknown = parse(text, [], { allowTrailingComma: true });
  const result = v.safeParse(configSchema, parsed ?? {});
  return result.success ? result.output : undefined;
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function ancestorsOf(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let each = folder; parted(each).local.includes('/'); each = folderOf(each)) folders.push(each);
  return folders;
}

/** A path parted into what is before it in an address (`file://`), and the rest. */
function parted(path: string): { readonly address: string; readonly local: string } {
  const address = /^[^/]+:\/\/[^/]*/.exec(path)?.[0] ?? '';
  return { address, local: path.slice(address.length) };
}

/** A path that another names, from a folder; one that begins with `/` stays. */
function resolved(folder: string, name: string): string {
  const { address, local } = parted(folder);
  if (name.startsWith(`${address}/`)) return name;
  const parts = name.startsWith('/') ? [] : local.split('/').slice(1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${address}/${parts.join('/')}`;
}
