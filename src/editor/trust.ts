import * as vscode from 'vscode';
import { UserError } from './userError';

/**
 * To be called by whatever starts a relay, connects to one or calls a service.
 * @throws UserError in a workspace that is not trusted
 */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError('Deskside connects to nothing in a workspace that is not trusted. Trust the workspace first.', [
    { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  ]);
}
