import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';

const prefix = 'deskside';

/** The context keys that menus, the palette, welcome views and the walkthrough ask for, as they are before Deskside is used. */
const initial = [
  ['status', 'off'],
  ['hasPages', false],
  /** There are records to save, also of pages that are gone. */
  ['hasHistory', false],
  ['hasReply', false],
  ['recording', false],
  /** A document of this window may use the API. */
  ['usesApi', false],
  ['hasSimulator', false],
  ['hasInteraction', false],
  ['hasOwnWidget', false],
  // Steps of the walkthrough that were done in this window.
  ['hasAnswered', false],
  ['hasWrittenCall', false],
  ['hasPlayedScenario', false],
  // What the tools for language models ask for: VS Code 1.100 lists no tool whose clause has more than one key.
  ['inUse', false],
  ['inUseAndTrusted', false],
] as const;

/** Tells VS Code the context keys, each only when it changes. VS Code keeps them longer than this extension may live. */
export class ContextKeys implements Disposable {
  readonly #values = new Map<string, unknown>();
  readonly #trust: Disposable;

  constructor() {
    for (const [name, value] of initial) this.set(name, value);
    this.#trust = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#setInUse());
  }

  set(name: (typeof initial)[number][0], value: string | boolean): void {
    if (this.#values.get(name) === value) return;
    this.#values.set(name, value);
    void vscode.commands.executeCommand('setContext', `${prefix}.${name}`, value);
    if (name === 'usesApi' || name === 'status') this.#setInUse();
  }

  dispose(): void {
    this.#trust.dispose();
  }

  #setInUse(): void {
    const inUse = this.#values.get('usesApi') === true || (this.#values.get('status') ?? 'off') !== 'off';
    this.set('inUse', inUse);
    this.set('inUseAndTrusted', inUse && vscode.workspace.isTrusted);
  }
}
