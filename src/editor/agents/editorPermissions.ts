import * as vscode from 'vscode';
import type { AgentPermissions } from '../../agents/agentHost';
import type { LiveCall } from '../../agents/acting/liveCall';
import { readOrDefault, settings } from '../settings/settings';

/** What the user of this window lets agents do and see. */
export class EditorPermissions implements AgentPermissions {
  readonly livePagesBy = `the setting ${settings.agentsLivePages.id}`;
  readonly showsValuesBy = 'the command "Deskside: Show Customers’ Values to AI Agents…"';
  readonly namesWidgetsBy = `the setting ${settings.widgets.id}`;
  readonly canAsk = true;
  #showsValues = false;

  get livePages(): boolean {
    return vscode.workspace.isTrusted && readOrDefault(settings.agentsLivePages);
  }

  get showsValues(): boolean {
    return this.#showsValues;
  }

  /**
   * In a modal: what VS Code asks before it runs a tool can be switched off, this cannot. It comes unasked, maybe while the
   * user types, and Enter presses its first button: that one refuses.
   */
  async ask({ title, details }: LiveCall): Promise<boolean> {
    const yes = 'Make This Call';
    const detail = details.join('\n');
    return (await vscode.window.showWarningMessage(title, { modal: true, detail }, 'Refuse', yes)) === yes;
  }

  /** Asks the user whether agents get to see the values of customers until the window is loaded again. */
  async changeShowsValues(): Promise<void> {
    const answer = this.#showsValues ? 'Hide Values' : 'Show Values';
    const pressed = await vscode.window.showWarningMessage(
      this.#showsValues ? 'AI agents are shown the values of customers.' : 'Show AI agents the values of customers?',
      {
        modal: true,
        detail:
          'User data, contacts, numbers and messages of live pages go to the language model, and with it to its provider. It lasts until this window is loaded again. Values of the simulated Workspace are always shown.',
      },
      answer,
    );
    if (pressed === answer) this.#showsValues = !this.#showsValues;
  }
}
