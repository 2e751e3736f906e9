import * as vscode from 'vscode';
import { UserError } from '../ui/userError';
import type { Action } from '../ui/userError';

const trustAction: Action = { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' };

/**
 * To be called by whatever starts a relay, connects to one or calls a service.
 * @throws UserError in a workspace that is not trusted
 */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError('Deskside connects to nothing in a workspace that is not trusted. Trust the workspace first.', [
    trustAction,
  ]);
}

/**
 * To be called by whatever writes files of the user's.
 * @throws UserError in a workspace that is not trusted
 */
export function requireTrustToWrite(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError('Deskside writes nothing into a workspace that is not trusted. Trust the workspace first.', [
    trustAction,
  ]);
}
