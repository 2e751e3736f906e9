import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { openSetting, settings } from '../settings/settings';
import type { Register } from '../ui/commands';
import { tell } from '../ui/messages';
import { UserError } from '../ui/userError';
import { chooseTrace, makeOfTrace } from './chosenTrace';

/**
 * "Learn Event Shapes…": writes a profile of what a trace tells of a live Workspace, and shows it. Returns the file, or
 * undefined where none was written.
 */
export function learnShapes(register: Register): Disposable {
  return register('deskside.learnShapes', async (target, file) => {
    const trace = await chooseTrace('Learn Event Shapes', target);
    if (trace === undefined) return undefined;
    const [{ learnProfile, ProfileLearningError, profileSummary }, { profileEnding, profileText }] = await Promise.all([
      import('../../trace/profile/learnProfile'),
      import('../../simulator/desk/profile/profile'),
    ]);
    try {
      const made = await makeOfTrace(trace, 'Learning from the trace', async ({ entries }, name, signal) => ({
        name,
        profile: await learnProfile([entries], signal),
      }));
      if (made === undefined) return undefined;
      const suggested = vscode.Uri.joinPath(trace, '..', `${made.name}${profileEnding}`);
      const uri = file instanceof vscode.Uri ? file : await askForFile(suggested);
      if (uri === undefined) return undefined;
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(profileText(made.profile)));
      await vscode.window.showTextDocument(uri);
      tell('information', `Learned ${profileSummary(made.profile)}. Name the file in the settings for the simulator.`, [
        openSetting(settings.profile.id),
      ]);
      return uri;
    } catch (error) {
      throw error instanceof ProfileLearningError ? new UserError(error.message) : error;
    }
  });
}

function askForFile(suggested: vscode.Uri): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: 'Learn Event Shapes',
    defaultUri: suggested,
    filters: { 'Deskside profile': ['json'] },
  });
}
