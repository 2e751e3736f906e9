import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { scenarioFiles } from './scenarioFiles';

export const runScenario = 'deskside.runScenario';

/** "Run in Simulator" over a scenario, as a CodeLens, where the workspace is trusted. */
export function scenarioLens(): Disposable {
  const owned = new DisposableStore();
  const changed = owned.add(new vscode.EventEmitter<void>());
  owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()));
  owned.add(
    vscode.languages.registerCodeLensProvider(scenarioFiles, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => (vscode.workspace.isTrusted ? [lensOver(document)] : []),
    }),
  );
  return owned;
}

function lensOver(document: vscode.TextDocument): vscode.CodeLens {
  const at = document.positionAt(Math.max(0, document.getText().search(/^[ \t]*"?scenario"?[ \t]*:/m)));
  return new vscode.CodeLens(new vscode.Range(at, at), {
    title: '$(play) Run in Simulator',
    tooltip: 'Open the simulated Workspace with your widgets and play this scenario',
    command: runScenario,
    arguments: [document.uri],
  });
}
