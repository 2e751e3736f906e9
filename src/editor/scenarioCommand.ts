import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import type { Register } from './commands';
import type { Connection } from './connection';
import type { Reach } from './reach';
import { runScenario, scenarioFiles } from './scenarioLens';
import { openSimulator } from './simulator';
import { requireTrust } from './trust';
import { UserError } from './userError';

/** Plays the scenario in the editor, or in a file, in the simulated Workspace. */
export function scenarioCommand(register: Register, connection: Connection, reach: Reach): Disposable {
  return register(runScenario, async (uri) => {
    requireTrust();
    await run(await documentOf(uri), connection, reach);
    return true;
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
