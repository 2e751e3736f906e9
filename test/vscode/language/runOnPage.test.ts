import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../support/until';
import { deskside, pressEnterUntil, startOnFreePort } from '../support/deskside';
import { FakePage } from '../../support/fakePage';
import { WorkFolder } from '../support/workFolder';

const text = `const { interaction } = genesys.wwe.service;
interaction.setUserData('7', { color: 'red', count: 2 }, done, failed);
function answer(id) {
  interaction.accept(id, done, failed);
}
interaction.unheardOf('7', done, failed);
`;

describe('Run on Page over the code', () => {
  let folder: WorkFolder;
  let page: FakePage;
  let document: vscode.TextDocument;
  before(async () => {
    folder = await WorkFolder.make();
    document = await folder.open('widget.js', text);
    await deskside();
  });
  after(async () => {
    await vscode.commands.executeCommand('deskside.stop');
    await folder.remove();
  });

  const lenses = async (): Promise<{ title: string; line: number; command: vscode.Command }[]> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    return found.flatMap(({ command, range }) =>
      command?.command.startsWith('deskside.') === true
        ? [{ title: command.title, line: range.start.line, command }]
        : [],
    );
  };

  it('is offered only while a page is connected, over calls of services that exist', async () => {
    assert.deepEqual(await lenses(), []);
    const port = await startOnFreePort();
    const { connection, session } = await deskside();
    page = await FakePage.connect(port, connection.access?.pageKey ?? '');
    await until('the page', () => session.pages.size === 1);
    await until('the lenses', async () => (await lenses()).length > 0);
    assert.deepEqual(
      (await lenses()).map(({ title, line }) => [title, line]),
      [
        ['$(play) Run on Page', 1],
        ['$(play) Run on Page', 3],
      ],
    );
  });

  it('takes literals from the code and asks for the rest', async () => {
    page.record({
      kind: 'desk',
      whole: true,
      interactions: [{ interactionId: '42', state: 'RINGING', media: 'voice' }],
    });
    const [first, second] = await lenses();
    assert.ok(first && second);
    await run(first.command);
    assert.deepEqual(page.invoked.at(-1), {
      service: 'interaction.setUserData',
      parameters: ['7', { color: 'red', count: 2 }],
    });
    await pressEnterUntil(run(second.command));
    assert.deepEqual(page.invoked.at(-1), { service: 'interaction.accept', parameters: ['42'] });
  });

  it('keeps the outcome at the call while the text around it changes, and shows the reply', async () => {
    const titles = async (): Promise<unknown> => (await lenses()).map(({ title, line }) => [title, line]);
    assert.deepEqual(await titles(), [
      ['$(play) Run on Page', 1],
      ['$(json) Show Reply', 1],
      ['$(play) Run on Page', 3],
      ['$(json) Show Reply', 3],
    ]);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '// About colors\n'));
    assert.deepEqual(await titles(), [
      ['$(play) Run on Page', 2],
      ['$(json) Show Reply', 2],
      ['$(play) Run on Page', 4],
      ['$(json) Show Reply', 4],
    ]);
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 2), 'void '));
    assert.deepEqual(await titles(), [
      ['$(play) Run on Page', 2],
      ['$(json) Show Reply', 2],
      ['$(play) Run on Page', 4],
    ]);
    const reply = (await lenses())[1];
    assert.ok(reply);
    await run(reply.command);
    const shown: unknown = JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? '');
    assert.deepEqual(shown, {
      service: 'interaction.setUserData',
      parameters: ['7', { color: 'red', count: 2 }],
      outcome: 'succeeded',
      durationMs: 3,
    });
  });

  it('is gone when the page is', async () => {
    await page.close();
    await until('no lens', async () => (await lenses()).length === 0);
  });
});

function run({ command, arguments: given = [] }: vscode.Command): Thenable<unknown> {
  const values: readonly unknown[] = given;
  return vscode.commands.executeCommand(command, ...values);
}
