import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { settingsProfile } from '../../src/editor/simulator/settingsProfile';
import { readProfile } from '../../src/simulator/desk/profile/profile';
import { readScenario } from '../../src/simulator/scenario/format/readScenario';
import { traceOfMessages } from '../../src/trace/messagesTrace';
import { TraceWriter } from '../../src/trace/traceWriter';

describe('a trace', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-trace-commands-'));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('notifications.clearAll');
    await rm(folder, { recursive: true });
  });

  const fileOf = async (name: string, text: string): Promise<vscode.Uri> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return vscode.Uri.file(path);
  };

  it('becomes a scenario in an editor, under its name', async () => {
    const interaction = { interactionId: '1', media: 'voice', state: 'RINGING' };
    const text = traceOfMessages(
      [
        {
          id: 1,
          time: 1,
          kind: 'subscribe',
          widget: 'w',
          name: 'interaction',
          referenceId: '1',
          message: ['interaction'],
        },
        {
          id: 2,
          time: 2,
          kind: 'event',
          widget: 'w',
          name: 'interaction',
          message: { eventType: 'RINGING', interaction },
        },
      ],
      { product: '0', begun: 0, masking: { allowedKeys: [] } },
    );
    const made = await vscode.commands.executeCommand(
      'deskside.traceToScenario',
      await fileOf('rang.deskside-trace', text),
    );
    assert.ok(made instanceof vscode.Uri);
    assert.match(made.path, /\/rang\.scenario\.yaml$/);
    const document = await vscode.workspace.openTextDocument(made);
    const read = readScenario(document.getText());
    assert.ok('scenario' in read, document.getText());
    assert.equal(read.scenario.scenario, 'rang');
    assert.match(document.getText(), /world: \{ happens: inbound, media: voice \}/);
  });

  it('teaches a profile, which is written and shown, and by which the simulator goes', async () => {
    const page = { page: 'p', epoch: 1, title: '', location: '', origin: 'https://crm.example', place: 'widget' };
    const interaction = { interactionId: '1', media: 'voice', state: 'RINGING', userData: { Name: 'Ada Lovelace' } };
    const writer = new TraceWriter({ product: '0', begun: 0, masking: { allowedKeys: [] } });
    const lines = writer.lines(page, [
      { kind: 'desk', seq: 1, time: 1, whole: true, interactions: [] },
      { kind: 'event', seq: 2, time: 2, name: 'interaction', data: { eventType: 'CALL_IN', interaction } },
    ]);
    const trace = await fileOf('live.deskside-trace', writer.header() + lines);
    const file = vscode.Uri.file(join(folder, 'live.deskside-profile.json'));
    const made = await vscode.commands.executeCommand('deskside.learnShapes', trace, file);
    assert.ok(made instanceof vscode.Uri);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString());
    const text = await readFile(file.fsPath, 'utf8');
    assert.deepEqual(readProfile(text).eventTypes, { ringing: 'CALL_IN' });
    assert.ok(!text.includes('Ada'), text);
    const configuration = vscode.workspace.getConfiguration('deskside.simulator');
    await configuration.update('profile', file.fsPath, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await settingsProfile(), readProfile(text));
      await configuration.update('profile', trace.fsPath, vscode.ConfigurationTarget.Global);
      await assert.rejects(settingsProfile(), /in the settings: This is no profile of Deskside\./);
    } finally {
      await configuration.update('profile', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is nothing where the file is none', async () => {
    const uri = await fileOf('none.deskside-trace', 'nothing of the kind\n');
    assert.equal(await vscode.commands.executeCommand('deskside.traceToScenario', uri), undefined);
    assert.equal(await vscode.commands.executeCommand('deskside.replayTrace', uri, 'fast'), undefined);
    assert.equal(await vscode.commands.executeCommand('deskside.learnShapes', uri), undefined);
  });
});
