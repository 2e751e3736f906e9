import { join } from 'node:path';
import { pack, packedName, readManifest } from '../../../scripts/pack/stage';
import { builtVariable } from '../../../scripts/suite/builtVariable';

/** The file of the package for tests of widgets: as it was made for all tests, or, for one alone, made now in a folder. */
export async function packedPackage(folder: string): Promise<string> {
  const built = process.env[builtVariable];
  return built === undefined ? pack(folder) : join(built, packedName(await readManifest()));
}
