import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { oneLine } from '../../presentation/text/text';
import type { Profile } from '../../simulator/desk/profile/profile';
import { openSetting, read, settings } from '../settings/settings';
import { UserError } from '../ui/userError';

/** A longer file is no profile, in bytes. */
const mostBytes = 1024 * 1024;

/**
 * The profile that the setting names; undefined if it names none.
 * @throws UserError if the file can't be read, or is no profile
 */
export async function settingsProfile(): Promise<Profile | undefined> {
  const path = read(settings.profile).trim();
  if (path === '') return undefined;
  const { ProfileError, readProfile } = await import('../../simulator/desk/profile/profile');
  try {
    return readProfile(await textOf(path));
  } catch (error) {
    const why = error instanceof ProfileError ? error.message : `It can't be read: ${oneLine(String(error), 150)}.`;
    throw new UserError(`The profile ${oneLine(path, 200)} in the settings: ${why}`, [
      openSetting(settings.profile.id),
    ]);
  }
}

/** A path that is not absolute goes from the first folder of the workspace. */
async function textOf(path: string): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = folder === undefined || isAbsolute(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path);
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0 || size > mostBytes)
    throw new Error('it is no file, or too long for a profile');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
