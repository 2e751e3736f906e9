import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { Register } from '../ui/commands';
import { openUnsavedScenario, scenarioEnding } from './unsavedScenario';

/** "New Scenario File…": a scenario of the user's own that begins as one of those that come with Deskside. */
export function newScenarioFile(register: Register, extension: vscode.Uri): Disposable {
  return register('deskside.newScenario', async () => {
    const picked = await vscode.window.showQuickPick(choices(), {
      title: 'New Scenario File',
      placeHolder: 'Begin with one of the scenarios that come with Deskside',
      matchOnDetail: true,
    });
    if (picked === undefined) return undefined;
    const source = vscode.Uri.joinPath(extension, 'media', 'scenarios', `${picked.name}${scenarioEnding}`);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
    return openUnsavedScenario(picked.name, text);
  });
}

async function choices(): Promise<readonly (vscode.QuickPickItem & { readonly name: string })[]> {
  // The reader of YAML comes with these: 100 kB that only this command needs.
  const { findShippedScenario, shippedScenarioNames } = await import('../../simulator/scenario/format/shipped');
  return shippedScenarioNames.map((name) => {
    const { scenario = name, description = '' } = findShippedScenario(name) ?? {};
    return { name, label: scenario, detail: description.trim() };
  });
}
