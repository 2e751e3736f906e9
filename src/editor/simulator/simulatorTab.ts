import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';

/** The kind of the editor tab that shows the simulated Workspace. Also in the manifest, whose menus and activation events name it. */
export const simulatorTabType = 'deskside.simulator';

/**
 * Lets VS Code bring back the tab after it loaded its window again or started its extensions anew.
 * @param adopt takes over the tab
 */
export function restoreSimulatorTab(adopt: (panel: vscode.WebviewPanel) => Promise<void>): Disposable {
  return vscode.window.registerWebviewPanelSerializer(simulatorTabType, { deserializeWebviewPanel: adopt });
}
