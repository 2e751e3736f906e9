import * as vscode from 'vscode';
import { simulatorAddress } from '../session/presentation/scriptTag';
import type { Connection } from './connection';
import type { Reach } from './reach';
import { read, settings } from './settings';
import { UserError } from './userError';

const lightThemes: ReadonlySet<vscode.ColorThemeKind> = new Set([
  vscode.ColorThemeKind.Light,
  vscode.ColorThemeKind.HighContrastLight,
]);

/** The command by which VS Code's own Simple Browser shows an address. No list tells before the call whether it is there. */
const simpleBrowser = 'simpleBrowser.api.open';

/**
 * Opens the simulated Workspace beside the code, or in the browser where VS Code can't show it; starts Deskside first if
 * it is off.
 * @param adapt makes of its address the one to open
 * @throws UserError if that can't be done
 */
export async function openSimulator(
  connection: Connection,
  reach: Reach,
  adapt = (address: string): string => address,
): Promise<void> {
  const { address, pageKey } = await connection.startForPages(
    () => 'Or open the address of the simulated Workspace that it printed.',
  );
  const plain = simulatorAddress(await reach.addressOf(address), pageKey, {
    widgets: read(settings.widgets),
    theme: lightThemes.has(vscode.window.activeColorTheme.kind) ? 'light' : 'dark',
  });
  const url = vscode.Uri.parse(adapt(plain), true);
  if ((await showBeside(url)) || (await vscode.env.openExternal(url))) return;
  throw new UserError('No browser could be opened. Open VS Code where there is one.');
}

async function showBeside(url: vscode.Uri): Promise<boolean> {
  try {
    const options = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    await vscode.commands.executeCommand(simpleBrowser, url, options);
    return true;
  } catch {
    return false;
  }
}
