import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { actions } from '../ui/actions';
import type { EditorConnection } from '../connection/connection';
import type { WorkspaceSimulator } from '../simulator/simulator';
import { tell } from '../ui/messages';
import { settings } from './settings';

/** Tells the user what to do where a changed setting does not take effect at once. */
export function watchSettings(
  simulator: Pick<WorkspaceSimulator, 'widgetsChanged'>,
  connection: EditorConnection,
): Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    const { owner } = connection;
    if (change.affectsConfiguration(settings.port.id) && (owner === 'here' || owner === 'otherWindow')) {
      tell('information', 'Start Deskside again to use the new port.', [actions.startAgain]);
    }
    const widgets = [settings.widgets, settings.interactionWidgets];
    if (widgets.some(({ id }) => change.affectsConfiguration(id))) simulator.widgetsChanged();
  });
}
