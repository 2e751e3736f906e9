import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { longestText } from '../../../src/language/documents';
import { until } from '../../support/until';
import { WorkFolder } from '../support/workFolder';

const wrongName = "genesys.wwe.service.interaction.acept('1', done, failed);\n";

describe('the checks of scripts in the editor', () => {
  let folder: WorkFolder;
  before(async () => {
    folder = await WorkFolder.make();
  });
  afterEach(() => setChecks(undefined));
  after(() => folder.remove());

  it('show what is wrong where it is, with a link to the page of the check', async () => {
    const document = await folder.open('wrong.js', wrongName);
    const [found, ...more] = await problemsOf(document);
    assert.deepEqual(more, []);
    assert.ok(found);
    assert.equal(document.getText(found.range), 'acept');
    assert.equal(found.source, 'Deskside');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof found.code === 'object');
    assert.equal(found.code.value, 'unknown-service');
    assert.equal(found.code.target.scheme, 'command');
  });

  it('have pages that the link opens', async () => {
    await vscode.commands.executeCommand('deskside.explainCheck', 'unknown-service');
    await until('the page', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('unknown-service.md'))),
    );
  });

  for (const [name, before, after] of [
    [
      'page.html',
      `<p></p>\n<script>\n  ${wrongName}</script>\n`,
      `<p></p>\n<script>\n  ${wrongName.replace('acept', 'accept')}</script>\n`,
    ],
    [
      'windows.js',
      `const a = 1;\r\n${wrongName}`.replace(/\r?\n/g, '\r\n'),
      `const a = 1;\r\n${wrongName.replace('acept', 'accept')}`.replace(/\r?\n/g, '\r\n'),
    ],
    [
      'part.tsx',
      `const part = <b>{1 as number}</b>;\n${wrongName}`,
      `const part = <b>{1 as number}</b>;\n${wrongName.replace('acept', 'accept')}`,
    ],
  ] as const) {
    it(`are mended by a quick fix in ${name}`, async () => {
      const document = await folder.open(name, before);
      await fix(document, /accept/);
      assert.equal(document.getText(), after);
      await until('no problem', () => own(document).length === 0);
    });
  }

  it('are switched off for a line and for a file by a quick fix', async () => {
    const text = `function answer(id) {\n  ${wrongName}}\n`;
    const line = await folder.open('line.js', text);
    await fix(line, /for this line$/);
    assert.equal(
      line.getText(),
      `function answer(id) {\n  // deskside-ignore-next-line unknown-service\n  ${wrongName}}\n`,
    );
    await until('no problem', () => own(line).length === 0);
    const page = await folder.open('file.html', `<script>\n  ${wrongName}</script>\n`);
    await fix(page, /for this file$/);
    assert.equal(page.getText(), `<script>\n  // deskside-ignore-file unknown-service\n  ${wrongName}</script>\n`);
    await until('no problem', () => own(page).length === 0);
  });

  it('are switched off by a setting, and on again', async () => {
    const document = await folder.open('setting.js', wrongName);
    await problemsOf(document);
    await setChecks({ 'unknown-service': false });
    await until('no problem', () => own(document).length === 0);
    await setChecks(undefined);
    await problemsOf(document);
  });

  it('follow what is typed, and throw at nothing', async () => {
    const document = await folder.open('typed.js', '');
    const editor = await vscode.window.showTextDocument(document);
    for (const character of wrongName.trim().slice(0, -1)) {
      const end = document.positionAt(document.getText().length);
      await editor.edit((edit) => edit.insert(end, character), { undoStopBefore: false, undoStopAfter: false });
    }
    await problemsOf(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 0), 'const done = true;\n'));
    await until('no problem', () => own(document).length === 0);
  });

  it('give up on a document over the bound', async () => {
    const document = await folder.open('long.js', `${wrongName}// ${'x'.repeat(longestText)}\n`);
    const short = await folder.open('short.js', wrongName);
    await problemsOf(short);
    assert.deepEqual(own(document), []);
  });

  it('have nothing to say about other people’s packages', async () => {
    const theirs = await folder.open('node_modules/theirs/index.js', wrongName);
    const ours = await folder.open('ours.js', wrongName);
    await problemsOf(ours);
    assert.deepEqual(own(theirs), []);
  });
});

function own({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Deskside');
}

async function problemsOf(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  await until('a problem', () => own(document).length > 0);
  return own(document);
}

/** Applies the quick fix at the first problem whose title matches. */
async function fix(document: vscode.TextDocument, title: RegExp): Promise<void> {
  const [problem] = await problemsOf(document);
  assert.ok(problem);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem.range,
  );
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action?.edit, actions.map((each) => each.title).join(', '));
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

async function setChecks(value: Readonly<Record<string, boolean>> | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('deskside').update('checks', value, vscode.ConfigurationTarget.Global);
}
