import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { hasSimulator } from '../session/presentation/pageFacts';
import type { Session } from '../session/session';
import { actions } from './actions';
import type { Connection } from './connection';
import { tell } from './messages';
import { settings } from './settings';

/** Says what a changed setting takes to be in effect, where it is not at once. */
export function settingsNews(session: Session, connection: Connection): Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    const { owner } = connection;
    if (change.affectsConfiguration(settings.port.id) && (owner === 'here' || owner === 'otherWindow')) {
      tell('information', 'The relay takes another port when Deskside starts again.', [actions.startAgain]);
    }
    if (change.affectsConfiguration(settings.widgets.id) && hasSimulator(session.pages.values())) {
      tell('information', 'The simulated Workspace shows other widgets when it is opened anew.', [actions.openAnew]);
    }
  });
}
