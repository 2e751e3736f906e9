import * as vscode from 'vscode';
import { widgetServerOf } from '../../debugger/launch/widgetServer';
import type { LaunchWidgetServer } from '../../debugger/launch/widgetServer';
import { waitForAnswer } from '../../headless/waitForAnswer';
import { readOrDefault, settings } from '../settings/settings';
import { debugType } from './debugType';

/**
 * The configurations that fit a folder without any file of configurations, the first of them for its widget as it is
 * served already.
 */
export async function offeredConfigurations(
  folder: vscode.WorkspaceFolder | undefined,
): Promise<readonly [vscode.DebugConfiguration, ...vscode.DebugConfiguration[]]> {
  const server = await widgetServerIn(folder);
  const launch = {
    type: debugType,
    request: 'launch',
    name: 'Widget in the simulated Workspace',
    webRoot: '${workspaceFolder}',
  };
  // The setting names widgets already.
  if (server === undefined || readOrDefault(settings.widgets).length > 0) return [launch];
  const forServer = { ...launch, widget: server.address };
  return [forServer, startingServer(server, forServer)];
}

/** What F5 runs where there is no file of configurations: it also starts the widget's server, unless that answers already. */
export async function fittingConfiguration(
  folder: vscode.WorkspaceFolder | undefined,
): Promise<vscode.DebugConfiguration> {
  const [launch, starting] = await offeredConfigurations(folder);
  if (starting === undefined) return launch;
  return (await waitForAnswer(String(launch.widget), 0)) ? launch : starting;
}

/** Runs the server in a terminal; when it says its address, the widget is debugged. */
function startingServer({ command }: LaunchWidgetServer, launch: vscode.DebugConfiguration): vscode.DebugConfiguration {
  return {
    type: 'node-terminal',
    request: 'launch',
    name: `${command}, then ${launch.name}`,
    command,
    cwd: '${workspaceFolder}',
    serverReadyAction: { action: 'startDebugging', pattern: 'https?://', config: launch },
  };
}

async function widgetServerIn(folder: vscode.WorkspaceFolder | undefined): Promise<LaunchWidgetServer | undefined> {
  const root = folder ?? vscode.workspace.workspaceFolders?.[0];
  if (root === undefined) return undefined;
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root.uri, 'package.json'));
    return widgetServerOf(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
