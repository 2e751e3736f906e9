import * as vscode from 'vscode';
import { fittingActions } from '../session/presentation/fittingActions';
import { statusText } from '../session/presentation/statusText';
import type { Session } from '../session/session';
import type { Consent } from './consent';
import { ask } from './quickInput';

/** Shows how things stand and what can be done about it, and does what is picked. */
export async function showActions({ status, pages }: Session, { lastRefused }: Consent): Promise<void> {
  const { tooltip } = statusText(status, pages.values());
  const choices = fittingActions({
    status: status.kind,
    hasPages: pages.size > 0,
    hasRefused: lastRefused !== undefined,
  });
  const reply = await ask(
    { kind: 'pick', prompt: tooltip, lists: [{ choices }] },
    { title: 'Deskside', step: 1, total: 1, canGoBack: false },
  );
  if (reply.kind === 'answer') await vscode.commands.executeCommand(reply.value);
}
