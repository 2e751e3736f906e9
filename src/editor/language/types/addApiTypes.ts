import * as vscode from 'vscode';
import { messageOf } from '../../../base/guards';
import { dialectOf } from '../../../language/documents';
import { areSame, isAsWritten } from '../../../language/project/declarations';
import { declarationsPlace, defaultPlace, newConfig, withFile } from '../../../language/project/declarationsPlace';
import {
  folderOf,
  nearestConfig,
  projectOf,
  readProjectConfig,
  referencedConfigs,
} from '../../../language/project/projectConfig';
import type { ProjectConfig } from '../../../language/project/projectConfig';
import { requireTrustToWrite } from '../../settings/trust';
import { tell } from '../../ui/messages';
import { UserError } from '../../ui/userError';
import { declarationFiles } from './coverage';
import { pathOf, readText, uriOf } from '../../ui/files';

/** The declarations as this Deskside has them. */
export function shippedDeclarations(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'media', 'types', 'genesys-wwe.d.ts');
}

/**
 * Puts the declarations of the API where the project's TypeScript or JavaScript finds them, or renews those that are there,
 * and says what was done.
 * @param resource a file of the project; without one it goes by the active editor, or asks
 * @throws UserError where nothing can be written; vscode.CancellationError if the user leaves
 */
export async function addApiTypes(extensionUri: vscode.Uri, resource: unknown): Promise<void> {
  requireTrustToWrite();
  const shipped = shippedDeclarations(extensionUri);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(shipped));
  const { folder, config } = await chooseProject(resource instanceof vscode.Uri ? resource : activeScript());
  const [present] = config === undefined ? [] : await declarationFiles(config);
  const place = (config && declarationsPlace(config)) ?? defaultPlace(config?.folder ?? pathOf(folder));
  const file = present ?? uriOf(place);
  const before = await readText(pathOf(file));
  const name = vscode.workspace.asRelativePath(file);
  if (before !== undefined && !areSame(before, text) && !isAsWritten(before)) {
    tell(
      'warning',
      `Somebody changed ${name}, so that it stays as it is. Compare it with the newer types and take what you need.`,
      [{ title: 'Compare', command: 'vscode.diff', arguments: [file, shipped, `${name}: yours and the newer`] }],
    );
    return;
  }
  if (before === undefined || !areSame(before, text)) await write(file, text);
  const how = await makeFound(file, folder, config);
  tell('information', `${done(before, text)} ${name}, ${how}.`, [
    { title: 'Open', command: 'vscode.open', arguments: [file] },
  ]);
}

function done(before: string | undefined, text: string): string {
  if (before === undefined) return 'The types of the Service Client API are in';
  return areSame(before, text) ? 'The types of the Service Client API are already in' : 'Newer types are in';
}

/** Sees to it that TypeScript finds the declarations, and says how. */
async function makeFound(file: vscode.Uri, folder: vscode.Uri, config: ProjectConfig | undefined): Promise<string> {
  if (config === undefined) {
    const made = vscode.Uri.joinPath(folder, 'jsconfig.json');
    await write(made, newConfig);
    return `and ${vscode.workspace.asRelativePath(made)} is there so that VS Code takes them into account`;
  }
  const name = vscode.workspace.asRelativePath(uriOf(config.path));
  if (!config.includes(pathOf(file))) {
    const relative = pathOf(file).slice(config.folder.length + 1);
    await write(uriOf(config.path), withFile((await readText(config.path)) ?? '{}', relative));
    return `which ${name} names now among its files`;
  }
  const takesJavaScript = config.includes(`${folderOf(pathOf(file))}/any.js`);
  return takesJavaScript
    ? `which ${name} includes`
    : `which ${name} includes for TypeScript; it takes no JavaScript as long as it lacks "allowJs"`;
}

/** The script in the active editor, if it belongs to the workspace. */
function activeScript(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || dialectOf(document.languageId) === undefined) return undefined;
  return vscode.workspace.getWorkspaceFolder(document.uri) && document.uri;
}

interface Project {
  readonly folder: vscode.Uri;
  /** Undefined where there is none yet. */
  readonly config: ProjectConfig | undefined;
}

async function chooseProject(script: vscode.Uri | undefined): Promise<Project> {
  const folder = script === undefined ? await chooseFolder() : vscode.workspace.getWorkspaceFolder(script)?.uri;
  if (folder === undefined) throw new UserError('Open the folder of your project first.', [openFolder]);
  if (script !== undefined) {
    const config =
      (await projectOf(pathOf(script), readText)) ?? (await nearestConfig(folderOf(pathOf(script)), readText));
    // One above the workspace belongs to somebody else.
    if (config?.path.startsWith(pathOf(folder)) === true) return { folder, config: await inhabited(config) };
  }
  const config = (await configAt(pathOf(folder))) ?? (script === undefined ? await chooseConfig(folder) : undefined);
  return { folder, config: config && (await inhabited(config)) };
}

const openFolder = { title: 'Open Folder', command: 'vscode.openFolder' };

async function chooseFolder(): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, another] = folders;
  if (only === undefined) throw new UserError('Open the folder of your project first.', [openFolder]);
  if (another === undefined) return only.uri;
  const picked = await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Which folder gets the types?' });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.uri;
}

async function configAt(folder: string): Promise<ProjectConfig | undefined> {
  return (
    (await readProjectConfig(`${folder}/tsconfig.json`, readText)) ??
    (await readProjectConfig(`${folder}/jsconfig.json`, readText))
  );
}

/** The configuration in a folder below; the user picks among several. */
async function chooseConfig(folder: vscode.Uri): Promise<ProjectConfig | undefined> {
  const pattern = new vscode.RelativePattern(folder, '**/{tsconfig,jsconfig}.json');
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', 50);
  const [only, another] = found;
  if (only === undefined || another === undefined) return only && readProjectConfig(pathOf(only), readText);
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  items.sort((one, other) => one.label.localeCompare(other.label));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which project gets the types?' });
  if (picked === undefined) throw new vscode.CancellationError();
  return readProjectConfig(pathOf(picked.uri), readText);
}

/** A configuration that only references others has no files of its own: the first of those that has. */
async function inhabited(config: ProjectConfig): Promise<ProjectConfig> {
  if (config.include.length > 0) return config;
  const referenced = await referencedConfigs(config, readText);
  return referenced.find((each) => declarationsPlace(each) !== undefined) ?? config;
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const reason = messageOf(error);
    throw new UserError(
      `${vscode.workspace.asRelativePath(uri)} can't be written (${reason}). Make the folder writable and try again.`,
    );
  }
}
