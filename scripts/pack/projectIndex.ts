import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { projectIndex } from '../../src/presentation/newWidget/widgetProject';
import type { ProjectIndex } from '../../src/presentation/newWidget/widgetProject';
import { widgetKinds } from '../../src/presentation/newWidget/widgetKinds';
import { packageParts } from './packageParts';
import type { PackagePart } from './packageParts';

type Files = Readonly<Record<string, string>>;

/**
 * Writes what the extension needs to make new projects of widgets: an index of their files, and of the package for them what
 * the extension has not got anyway. The project must be built.
 */
export async function writeProjectIndex(root: string, manifest: Readonly<Record<string, unknown>>): Promise<void> {
  const folder = dirname(projectIndex);
  await rm(join(root, folder), { recursive: true, force: true });
  const kinds = Object.fromEntries(
    await Promise.all(widgetKinds.map(async ({ kind, folders }) => [kind, await templates(root, folders)] as const)),
  );
  const index = { package: await packageFiles(root, folder, await packageParts(root, manifest)), kinds };
  await writeFile(join(root, projectIndex), JSON.stringify(index satisfies { [Key in keyof ProjectIndex]: unknown }));
}

/** Writes the texts of the package, each once, and says where all its files are. */
async function packageFiles(root: string, folder: string, parts: ReadonlyMap<string, PackagePart>): Promise<Files> {
  const places = new Map<string, string>();
  const files: [string, string][] = [];
  for (const [path, part] of parts) {
    if ('file' in part) {
      files.push([path, part.file]);
      continue;
    }
    const place = places.get(part.text) ?? `${folder}/${path}`;
    files.push([path, place]);
    if (places.has(part.text)) continue;
    places.set(part.text, place);
    await mkdir(dirname(join(root, place)), { recursive: true });
    await writeFile(join(root, place), part.text);
  }
  return Object.fromEntries(files);
}

/** The files of templates/ that a kind of project has. */
async function templates(root: string, folders: readonly string[]): Promise<Files> {
  const found = await Promise.all(
    folders.map(async (name) => {
      const folder = join('templates', name);
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1));
      return paths.sort().map((path) => [posix(path), posix(join(folder, path))] as const);
    }),
  );
  return Object.fromEntries(found.flat());
}

function posix(path: string): string {
  return path.replaceAll(sep, '/');
}
