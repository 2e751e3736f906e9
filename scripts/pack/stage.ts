import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { cacheDir, root } from '../hosts/paths';
import { npm, run } from '../hosts/processes';
import { packageParts } from './packageParts';

/** Where the package is put together. */
const staging = join(cacheDir, 'package');

/** What npm calls the file. */
export function packedName({ version }: { readonly version: string }): string {
  return `deskside-${version}.tgz`;
}

const manifestSchema = v.looseObject({ version: v.string() });

export async function readManifest(): Promise<v.InferOutput<typeof manifestSchema>> {
  return v.parse(manifestSchema, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
}

/**
 * Makes the package for projects that test a widget, as `npm install` takes it.
 * @param folder where the file goes
 * @returns the file
 */
export async function pack(folder: string): Promise<string> {
  // The whole of it: what the extension needs in dist/ stays there.
  await run(npm, ['run', '--silent', 'vscode:prepublish'], { cwd: root });
  return packBuilt(folder);
}

/** Makes the same of what dist/ holds, which must have been built as the package has it. */
export async function packBuilt(folder: string): Promise<string> {
  const manifest = await readManifest();
  await rm(staging, { recursive: true, force: true });
  for (const [path, part] of await packageParts(root, manifest)) {
    const target = join(staging, path);
    await mkdir(dirname(target), { recursive: true });
    await ('text' in part ? writeFile(target, part.text) : cp(join(root, part.file), target));
  }
  await cp(join(root, 'CHANGELOG.md'), join(staging, 'CHANGELOG.md'));
  await run(npm, ['pack', '--silent', '--pack-destination', folder], { cwd: staging });
  return join(folder, packedName(manifest));
}
