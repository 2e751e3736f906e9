import * as vscode from 'vscode';
import { fittingActions } from '../../presentation/connection/fittingActions';
import { statusText } from '../../presentation/connection/statusText';
import type { Session } from '../../session/session';
import type { Consent } from '../consent/consent';
import { ask } from '../ui/quickInput';

/** Shows the state of Deskside and the commands that fit it, and runs the one that is picked. */
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
