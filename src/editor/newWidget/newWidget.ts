import * as v from 'valibot';
import * as vscode from 'vscode';
import { messageOf } from '../../base/guards';
import type { Disposable } from '../../base/disposable';
import type { Draft } from '../../presentation/questions/question';
import { kindChoices, projectFiles, readWidgetName } from '../../presentation/newWidget/widgetProject';
import { widgetKinds } from '../../presentation/newWidget/widgetKinds';
import type { WidgetKind } from '../../presentation/newWidget/widgetKinds';
import { requireTrustToWrite } from '../settings/trust';
import type { Register } from '../ui/commands';
import { exists } from '../ui/files';
import { tell } from '../ui/messages';
import { ask } from '../ui/quickInput';
import { UserError } from '../ui/userError';

const title = 'New Widget';

/** What a key binding or another extension may hand to the command: then nothing is asked. */
const directSchema = v.strictObject({
  kind: v.picklist(widgetKinds.map(({ kind }) => kind)),
  name: v.string(),
  folder: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
});

interface Wanted {
  readonly kind: WidgetKind;
  readonly name: string;
  /** The one in which the project gets its own. */
  readonly folder: vscode.Uri;
}

/** "New Widget…": makes a project that runs at once, in a folder of its own. Hands back that folder. */
export function newWidgetCommand(register: Register, extension: vscode.Uri): Disposable {
  return register('deskside.newWidget', async (argument) => {
    requireTrustToWrite();
    const direct = v.safeParse(directSchema, argument);
    const wanted = direct.success ? direct.output : await askForAll();
    const project = await make(wanted, extension);
    tell('information', `${wanted.name} is ready. Run npm install in its folder, then press F5.`, [
      { title: 'Open in New Window', command: 'vscode.openFolder', arguments: [project, { forceNewWindow: true }] },
      {
        title: 'Show README',
        command: 'vscode.open',
        arguments: [vscode.Uri.joinPath(project, 'README.md')],
      },
    ]);
    return project;
  });
}

/** @throws vscode.CancellationError if the user leaves */
async function askForAll(): Promise<Wanted> {
  for (let draft: Draft | undefined; ;) {
    const kind = await ask(
      { kind: 'pick', prompt: 'What is it made of?', lists: [{ choices: kindChoices }] },
      { title, step: 1, total: 2, canGoBack: false },
      draft,
    );
    if (kind.kind !== 'answer') throw new vscode.CancellationError();
    draft = kind.draft;
    const name = await ask(
      { kind: 'text', prompt: 'Name of the widget, and of its new folder', initial: 'my-widget', read: readWidgetName },
      { title, step: 2, total: 2, canGoBack: true },
    );
    if (name.kind === 'back') continue;
    if (name.kind !== 'answer') throw new vscode.CancellationError();
    return { kind: kind.value, name: name.value, folder: await askForFolder(name.value) };
  }
}

async function askForFolder(name: string): Promise<vscode.Uri> {
  const [here] = vscode.workspace.workspaceFolders ?? [];
  const picked = await vscode.window.showOpenDialog({
    title: `Folder in which ${name} gets its own`,
    openLabel: 'Make It Here',
    canSelectFiles: false,
    canSelectFolders: true,
    ...(here === undefined ? {} : { defaultUri: here.uri }),
  });
  const [folder] = picked ?? [];
  if (folder === undefined) throw new vscode.CancellationError();
  return folder;
}

/**
 * Makes the project, or nothing of it.
 * @returns its folder
 * @throws UserError where there is something of this name already, or where nothing can be written
 */
async function make({ kind, name: given, folder }: Wanted, extension: vscode.Uri): Promise<vscode.Uri> {
  const read = readWidgetName(given);
  if ('problem' in read) throw new UserError(`${given} can't be the name of a widget. ${read.problem}`);
  const name = read.value;
  const project = vscode.Uri.joinPath(folder, name);
  if (await exists(project)) {
    throw new UserError(`There is already something called ${name} in ${folder.fsPath}. Take another name or folder.`);
  }
  const { fs } = vscode.workspace;
  const files = await projectFiles(kind, name, async (path) => fs.readFile(vscode.Uri.joinPath(extension, path)));
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Making ${name}` }, async () => {
    try {
      // Makes the folders, too.
      for (const { path, content } of files) await fs.writeFile(vscode.Uri.joinPath(project, path), content);
    } catch (error) {
      const reason = messageOf(error);
      // What is there of it was made here: before, there was nothing.
      if (await exists(project)) await fs.delete(project, { recursive: true });
      throw new UserError(`${project.fsPath} can't be written (${reason}). Take a folder that you can write.`);
    }
  });
  return project;
}
