// Puts into dist/ what the extension needs to make new projects of widgets, after a build.
import { root } from './hosts/paths';
import { describeError } from './hosts/say';
import { writeProjectIndex } from './pack/projectIndex';
import { readManifest } from './pack/stage';

async function main(): Promise<void> {
  try {
    await writeProjectIndex(root, await readManifest());
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = 1;
  }
}

void main();
