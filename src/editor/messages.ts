import * as vscode from 'vscode';
import { InvokeError } from '../session/invokeError';
import { oneLine, uiText } from '../session/presentation/text';
import { actions } from './actions';
import { UserError } from './userError';
import type { Action } from './userError';

const longestMessage = 600;

type Tone = 'information' | 'warning' | 'error';

const show = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} as const satisfies Record<Tone, unknown>;

/** Shows a message and runs the command of the button that is pressed. Does not wait for the user. */
export function tell(tone: Tone, text: string, buttons: readonly Action[] = []): void {
  void (async () => {
    const titles = buttons.map(({ title }) => title);
    const pressed = await show[tone](uiText(text, longestMessage), ...titles);
    const action = buttons.find(({ title }) => title === pressed);
    if (action !== undefined) await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
  })();
}

/** Tells the user why something failed. What is no error of ours goes to the log in full. */
export function tellError(error: unknown, log: vscode.LogOutputChannel): void {
  if (error instanceof UserError) {
    tell('error', error.message, error.actions);
  } else if (error instanceof InvokeError) {
    log.warn(`▲ ${oneLine(error.message, longestMessage)}`);
    const next = error.kind === 'notSent' || error.kind === 'notConnected' ? actions.diagnose : actions.showEvents;
    tell(error.kind === 'cancelled' ? 'information' : 'error', error.message, [next]);
  } else {
    log.error(error instanceof Error ? error : String(error));
    tell('error', 'Something went wrong inside Deskside; its log says more.', [actions.showEvents]);
  }
}
