import * as vscode from 'vscode';

const prefix = 'deskside';

/** The context keys that menus, the palette and welcome views ask for, as they are before Deskside is used. */
const initial = { status: 'off', hasPages: false, hasReply: false };

/** Tells VS Code the context keys, each only when it changes. VS Code keeps them longer than this extension may live. */
export class ContextKeys {
  readonly #told = new Map<string, unknown>();

  constructor() {
    for (const [name, value] of Object.entries(initial)) this.#tell(name, value);
  }

  set(name: keyof typeof initial, value: string | boolean): void {
    if (this.#told.get(name) !== value) this.#tell(name, value);
  }

  #tell(name: string, value: string | boolean): void {
    this.#told.set(name, value);
    void vscode.commands.executeCommand('setContext', `${prefix}.${name}`, value);
  }
}
