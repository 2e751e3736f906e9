import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import type { Register } from '../ui/commands';
import type { ContextKeys } from '../ui/contextKeys';
import { isScenario } from './scenarioFiles';
import { runScenario } from './scenarioLens';
import type { WorkspaceSimulator } from '../simulator/simulator';
import { requireTrust } from '../settings/trust';
import { UserError } from '../ui/userError';

/** Plays the scenario in the editor, or in a file, in the simulated Workspace. */
export function scenarioCommand(
  register: Register,
  simulator: WorkspaceSimulator,
  contextKeys: ContextKeys,
): Disposable {
  return register(runScenario, async (uri) => {
    requireTrust();
    await run(await documentOf(uri), simulator);
    contextKeys.set('hasPlayedScenario', true);
    return true;
  });
}

/** @param uri as the lens or a menu gives it; anything else stands for the file in the active editor */
async function documentOf(uri: unknown): Promise<vscode.TextDocument> {
  if (uri instanceof vscode.Uri) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && isScenario(document)) return document;
  throw new UserError('Open a scenario first: a file whose name ends in .scenario.yaml or .scenario.json.');
}

/** Plays what the editor shows, saved or not. */
async function run(document: vscode.TextDocument, simulator: WorkspaceSimulator): Promise<void> {
  const [scenario, { withScenario }] = await Promise.all([
    scenarioIn(document),
    import('../../simulator/scenario/format/scenarioAddress'),
  ]);
  await simulator.openAnew((address) => withScenario(address, scenario));
}

/**
 * The scenario of a document, saved or not.
 * @throws UserError if it is wrong; the document is shown where it is
 */
export async function scenarioIn(document: vscode.TextDocument): Promise<Scenario> {
  const { readScenario } = await import('../../simulator/scenario/format/readScenario');
  const read = readScenario(document.getText());
  if ('scenario' in read) return read.scenario;
  const [{ start, line, problem }] = read.problems;
  const at = document.positionAt(start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  throw new UserError(`This scenario can't be played. Line ${line}: ${problem}`);
}
