import * as vscode from 'vscode';
import { InvokeError } from '../../session/calls/invokeError';
import { oneLine, uiText } from '../../presentation/text/text';
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

/** Tells the user why something failed. An error that Deskside did not expect goes to the log in full. */
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

/** What takes longer shows that it is under way, in milliseconds. */
const patienceMs = 1000;

/**
 * Waits for work; if that takes long, says so and lets the user stop it.
 * @param abort is aborted when the user does
 */
export async function withProgress<T>(work: Promise<T>, title: string, abort: AbortController): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  const state = { settled: false };
  const end = (): void => {
    state.settled = true;
  };
  try {
    await Promise.race([slow, work.then(end, end)]);
    if (state.settled) return await work;
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_, cancel) => {
        cancel.onCancellationRequested(() => abort.abort());
        return work;
      },
    );
  } finally {
    clearTimeout(timer);
  }
}
