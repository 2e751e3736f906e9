import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { deskside, pressEnterUntil } from './support/deskside';
import { WorkFolder } from './support/workFolder';

describe('a scenario in the editor', () => {
  let folder: WorkFolder;
  before(async () => {
    await deskside();
    folder = await WorkFolder.make();
  });
  after(() => folder.remove());

  const lenses = async ({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri)).filter(
      ({ command }) => command?.command === 'deskside.runScenario',
    );

  it('has "Run in Simulator" over it, in YAML and in JSON, and other files have not', async () => {
    const yaml = await folder.open('one.scenario.yaml', '# A call\n\nscenario: One\nsteps:\n  - fault: none\n');
    const [lens, ...more] = await lenses(yaml);
    assert.equal(lens?.command?.title, '$(play) Run in Simulator');
    assert.equal(String(lens.command.arguments?.[0]), yaml.uri.toString());
    assert.equal(lens.range.start.line, 2);
    assert.deepEqual(more, []);
    const json = await folder.open(
      'two.scenario.json',
      '{\n  "scenario": "Two",\n  "steps": [{ "fault": "none" }]\n}\n',
    );
    assert.equal((await lenses(json))[0]?.range.start.line, 1);
    assert.deepEqual(await lenses(await folder.open('three.yaml', 'scenario: Three\n')), []);
  });

  it('is not played when it is wrong: the cursor goes to where', async () => {
    const wrong = await folder.open('wrong.scenario.yaml', 'scenario: Wrong\nsteps:\n  - agent: { do: sing }\n');
    assert.equal(await vscode.commands.executeCommand('deskside.runScenario', wrong.uri), undefined);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), wrong.uri.toString());
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [2, 17]);
  });
});

describe('mistakes in a scenario', () => {
  let folder: WorkFolder;
  before(async () => {
    folder = await WorkFolder.make();
  });
  after(() => folder.remove());

  const mistakes = ({ uri }: vscode.TextDocument) =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Deskside');
  const wrong = `scenario: Wrong
steps:
  - world: { hapens: inbound, media: voice }
    as: call
  - agent: { do: acept, interactionId: cal }
`;

  it('are all told at once, each at its place, in words, and go when they are mended by their fixes', async () => {
    const document = await folder.open('wrong.scenario.yaml', wrong);
    await until('three mistakes', () => mistakes(document).length === 3);
    assert.deepEqual(
      mistakes(document).map(({ message, range }) => `${document.getText(range)}: ${message}`),
      [
        'hapens: Step 1, "world": "hapens" is not known here, did you mean "happens"?',
        `acept: Step 2, "agent.do": it can't be "acept", did you mean "accept"?`,
        'cal: Step 2, "agent.interactionId": no step before has "as: cal", did you mean "call"?',
      ],
    );
    for (const diagnostic of mistakes(document).reverse()) {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        diagnostic.range,
      );
      const [fix, ...others] = found.filter(({ kind }) => kind?.value === vscode.CodeActionKind.QuickFix.value);
      assert.ok(fix?.edit !== undefined);
      assert.deepEqual(others, []);
      await vscode.workspace.applyEdit(fix.edit);
    }
    await until('none', () => mistakes(document).length === 0);
    assert.match(document.getText(), /happens: inbound.*\n.*\n.*do: accept, interactionId: call/);
  });

  it('come and go while one types, and end with the file', async () => {
    const document = await folder.open('typed.scenario.yaml', 'scenario: x\nsteps:\n  - fault: none\n');
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), '    afer: 2s\n'));
    await until('one', () => mistakes(document)[0]?.message.includes('did you mean "after"?') === true);
    await vscode.commands.executeCommand('undo');
    await until('none', () => mistakes(document).length === 0);
  });

  it('are told of JSON too, but not those that VS Code tells itself', async () => {
    const document = await folder.open('one.scenario.json', '{ "scenario": "x", "steps": [{ "fualt": "none" }] }');
    await until('one', () => mistakes(document).length === 1);
    const broken = await folder.open('two.scenario.json', '{ "scenario": "x", "steps": [ }');
    await vscode.window.showTextDocument(broken);
    await until('what VS Code says', () => vscode.languages.getDiagnostics(broken.uri).length > 0);
    assert.deepEqual(mistakes(broken), []);
  });

  it('are avoided by completion, and keys are explained', async () => {
    const document = await folder.open('help.scenario.yaml', 'scenario: x\nsteps:\n  - world: { happens: inb }\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 25),
    );
    assert.equal(list.items.filter(({ label }) => label === 'inbound').length, 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(2, 6),
    );
    assert.match(
      hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .join(),
      /Something comes in/,
    );
  });

  it('are none in a new scenario file, which begins as one of the shipped ones and is not saved yet', async () => {
    await pressEnterUntil(vscode.commands.executeCommand('deskside.newScenario'));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document !== undefined);
    assert.equal(document.uri.scheme, 'untitled');
    assert.match(document.uri.path, /blocked-markdone\.scenario\.yaml$/);
    assert.match(document.getText(), /^scenario: Blocked mark-done\n/);
    assert.deepEqual(mistakes(document), []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
