import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';

/** What `npm run package` makes. */
export const vsixPath = join(root, 'deskside.vsix');
