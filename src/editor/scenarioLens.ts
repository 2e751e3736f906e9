import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { Register } from './commands';
import type { Connection } from './connection';
import type { Reach } from './reach';
import { openSimulator } from './simulator';
import { requireTrust } from './trust';
import { UserError } from './userError';

const runScenario = 'deskside.runScenario';
const scenarioFiles: vscode.DocumentSelector = { pattern: '**/*.scenario.{yaml,yml,json}' };

/** "Run in Simulator" over a scenario: as a CodeLens where the workspace is trusted, and as a command. */
export function scenarioLens(register: Register, connection: Connection, reach: Reach): Disposable {
  const owned = new DisposableStore();
  owned.add(
    register(runScenario, async (uri) => {
      requireTrust();
      await run(await documentOf(uri), connection, reach);
      return true;
    }),
  );
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

/** @param uri as the lens or a menu gives it; anything else stands for the file in the active editor */
async function documentOf(uri: unknown): Promise<vscode.TextDocument> {
  if (uri instanceof vscode.Uri) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && vscode.languages.match(scenarioFiles, document) > 0) return document;
  throw new UserError('Open a scenario first: a file whose name ends in .scenario.yaml or .scenario.json.');
}

/** Plays what the editor shows, saved or not. A scenario that is wrong is shown where it is. */
async function run(document: vscode.TextDocument, connection: Connection, reach: Reach): Promise<void> {
  const [{ readScenario }, { withScenario }] = await Promise.all([
    import('../simulator/scenario/readScenario'),
    import('../simulator/scenario/scenarioAddress'),
  ]);
  const read = readScenario(document.getText());
  if ('scenario' in read) {
    const { scenario } = read;
    await openSimulator(connection, reach, (address) => withScenario(address, scenario));
    return;
  }
  const at = new vscode.Position(read.line - 1, read.column - 1);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  throw new UserError(`This scenario can't be played. Line ${read.line}: ${read.problem}`);
}
