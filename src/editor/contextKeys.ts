import * as vscode from 'vscode';

const prefix = 'deskside';

/** The context keys that menus, the palette and welcome views ask for. Each is told only when it changes. */
export class ContextKeys {
  readonly #told = new Map<string, unknown>();

  set(name: 'status' | 'hasPages' | 'hasReply', value: string | boolean): void {
    if (this.#told.get(name) === value) return;
    this.#told.set(name, value);
    void vscode.commands.executeCommand('setContext', `${prefix}.${name}`, value);
  }
}
