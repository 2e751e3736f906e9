// `npm run pack`: makes deskside-VERSION.tgz, the package for projects that test a widget: the command, fixtures for
// Playwright, a client and the types of the API.
import { stat } from 'node:fs/promises';
import { root } from './hosts/paths';
import { describeError } from './hosts/say';
import { pack } from './pack/stage';

async function main(): Promise<void> {
  try {
    const file = await pack(root);
    console.log(`${file} (${Math.round((await stat(file)).size / 1024)} kB)`);
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = 1;
  }
}

void main();
