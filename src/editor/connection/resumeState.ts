import * as vscode from 'vscode';

const windowKey = 'deskside.startedIn';
const elsewhereKey = 'deskside.startedElsewhere';

/** The relay that was in use: that of the windows, unless there is the address of one that runs by itself. */
export interface Started {
  readonly elsewhere?: string;
}

/**
 * Remembers, as long as the window lasts, that Deskside was started in it: a new extension host, started on command or after
 * a crash, goes on. Activation reads this state and loads no schemas, so the state holds texts only.
 */
export class ResumeState {
  constructor(private readonly state: vscode.Memento) {}

  /** Undefined if it was not, or was stopped. Each window has a session id of its own, and a new one when it is loaded again. */
  get started(): Started | undefined {
    if (this.state.get(windowKey) !== vscode.env.sessionId) return undefined;
    const elsewhere = this.state.get(elsewhereKey);
    return typeof elsewhere === 'string' ? { elsewhere } : {};
  }

  async set({ elsewhere }: Started): Promise<void> {
    await this.state.update(elsewhereKey, elsewhere);
    await this.state.update(windowKey, vscode.env.sessionId);
  }

  async clear(): Promise<void> {
    await this.state.update(windowKey, undefined);
  }
}
