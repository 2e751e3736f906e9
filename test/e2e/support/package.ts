import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOnce } from '../../../scripts/hosts/makeOnce';
import { cacheDir, root } from '../../../scripts/hosts/paths';
import { installExtension } from '../../../scripts/hosts/vscodeServer';
import { chosenRelease } from '../../../scripts/hosts/vscodeReleases';

/** What `npm run package` makes. */
export const vsixPath = join(root, 'deskside.vsix');

/** The folder with the package as VS Code installs it. Servers may share it; it is made once for each package. */
export async function installedPackage(): Promise<string> {
  const hash = createHash('sha256')
    .update(chosenRelease().vscode)
    .update(await readFile(vsixPath));
  const home = join(cacheDir, 'e2e-extensions', hash.digest('hex').slice(0, 16));
  const isThere = (): Promise<boolean> =>
    access(home).then(
      () => true,
      () => false,
    );
  await makeOnce(home, isThere, (folder) => installExtension(folder, vsixPath));
  return home;
}
