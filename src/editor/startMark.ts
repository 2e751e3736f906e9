import * as vscode from 'vscode';

const stateKey = 'deskside.startedIn';

/**
 * Remembers that Deskside was started in this window, as long as the window lasts: where VS Code ends its extension host
 * and starts another one, on command or after a crash, that one can go on.
 */
export class StartMark {
  constructor(private readonly state: vscode.Memento) {}

  /** Each window has a session id of its own, and a new one when it is loaded again. */
  get isSet(): boolean {
    return this.state.get(stateKey) === vscode.env.sessionId;
  }

  async set(): Promise<void> {
    await this.state.update(stateKey, vscode.env.sessionId);
  }

  async clear(): Promise<void> {
    await this.state.update(stateKey, undefined);
  }
}
