import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { deskside } from './support/deskside';

describe('a scenario in the editor', () => {
  let folder: string;
  before(async () => {
    await deskside();
    folder = await mkdtemp(join(tmpdir(), 'deskside-scenario-'));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  const open = async (name: string, text: string): Promise<vscode.TextDocument> => {
    await writeFile(join(folder, name), text);
    return vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, name)));
  };
  const lenses = async ({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri)).filter(
      ({ command }) => command?.command === 'deskside.runScenario',
    );

  it('has "Run in Simulator" over it, in YAML and in JSON, and other files have not', async () => {
    const yaml = await open('one.scenario.yaml', '# A call\n\nscenario: One\nsteps:\n  - fault: none\n');
    const [lens, ...more] = await lenses(yaml);
    assert.equal(lens?.command?.title, '$(play) Run in Simulator');
    assert.equal(String(lens.command.arguments?.[0]), yaml.uri.toString());
    assert.equal(lens.range.start.line, 2);
    assert.deepEqual(more, []);
    const json = await open('two.scenario.json', '{\n  "scenario": "Two",\n  "steps": [{ "fault": "none" }]\n}\n');
    assert.equal((await lenses(json))[0]?.range.start.line, 1);
    assert.deepEqual(await lenses(await open('three.yaml', 'scenario: Three\n')), []);
  });

  it('is not played when it is wrong: the cursor goes to where', async () => {
    const wrong = await open('wrong.scenario.yaml', 'scenario: Wrong\nsteps:\n  - agent: { do: sing }\n');
    assert.equal(await vscode.commands.executeCommand('deskside.runScenario', wrong.uri), undefined);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), wrong.uri.toString());
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [2, 17]);
  });
});
