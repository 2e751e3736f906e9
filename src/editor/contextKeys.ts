import * as vscode from 'vscode';

const prefix = 'deskside';

/** The context keys that menus, the palette and welcome views ask for, as they are before Deskside is used. */
const initial = [
  ['status', 'off'],
  ['hasPages', false],
  ['hasReply', false],
] as const;

/** Tells VS Code the context keys, each only when it changes. VS Code keeps them longer than this extension may live. */
export class ContextKeys {
  readonly #told = new Map<string, unknown>();

  constructor() {
    for (const [name, value] of initial) this.set(name, value);
  }

  set(name: (typeof initial)[number][0], value: string | boolean): void {
    if (this.#told.get(name) === value) return;
    this.#told.set(name, value);
    void vscode.commands.executeCommand('setContext', `${prefix}.${name}`, value);
  }
}
