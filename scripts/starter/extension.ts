// A second extension, for `npm start` alone: presses the buttons that a user would, so that Deskside itself needs neither
// an activation event nor a switch for it.
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { addressFile } from './report';
import type { Report } from './report';

const commands = ['workbench.view.extension.deskside', 'deskside.start', 'deskside.openSimulator'];

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const socket = connect(await readFile(join(context.extensionPath, addressFile), 'utf8'));
  const tell = (report: Report): void => void socket.write(`${JSON.stringify(report)}\n`);
  let leaving = false;
  context.subscriptions.push({
    dispose() {
      leaving = true;
      socket.end();
    },
  });
  // `npm start` has ended: so does its window.
  socket.on('close', () => {
    if (!leaving) void vscode.commands.executeCommand('workbench.action.closeWindow');
  });
  socket.on('error', () => undefined);
  try {
    for (const command of commands) await vscode.commands.executeCommand(command);
    tell({ kind: 'started' });
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
