import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readScenario } from '../../src/simulator/scenario/format/readScenario';
import { traceOfMessages } from '../../src/trace/messagesTrace';

describe('Turn Trace into Scenario', () => {
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

  it('opens a scenario that is made of the trace, under its name', async () => {
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

  it('makes nothing of a file that is no trace', async () => {
    const uri = await fileOf('none.deskside-trace', 'nothing of the kind\n');
    assert.equal(await vscode.commands.executeCommand('deskside.traceToScenario', uri), undefined);
    assert.equal(await vscode.commands.executeCommand('deskside.replayTrace', uri, 'fast'), undefined);
  });
});
