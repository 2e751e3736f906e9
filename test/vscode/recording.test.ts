import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TraceEntry } from '../../src/trace/format';
import { TraceReader } from '../../src/trace/traceReader';
import { until } from '../support/until';
import { deskside, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from '../support/fakePage';

describe('a recording', () => {
  let folder: string;
  let page: FakePage;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-recording-'));
    const port = await startOnFreePort();
    const { connection, session } = await deskside();
    // The history outlives pages: this one's records are told from those of other tests by its id.
    page = await FakePage.connect(port, connection.access?.pageKey ?? '', { id: 'recorded-page' });
    await until('the page', () => session.pages.size === 1);
  });
  after(async () => {
    await page.close();
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
    await rm(folder, { recursive: true });
  });

  const fileOf = (name: string): vscode.Uri => vscode.Uri.file(join(folder, name));

  async function entriesOf({ fsPath }: vscode.Uri): Promise<readonly TraceEntry[]> {
    const reader = new TraceReader();
    const entries = reader.push(await readFile(fsPath)).map(({ entry }) => entry);
    reader.end();
    assert.equal(reader.damage, undefined);
    return entries;
  }

  async function record(customer: string): Promise<void> {
    const { session } = await deskside();
    const [desk] = [...session.pages.values()];
    const before = desk?.history.length ?? 0;
    const interaction = { interactionId: '12', state: 'TALKING', userData: { Customer: customer } };
    page.record({ kind: 'event', name: 'interaction', data: { eventType: 'ADDED', interaction } });
    await until('the record', () => (desk?.history.length ?? 0) > before);
  }

  it('has what happened while it ran, without customers’ values, for its owner alone', async () => {
    await record('Early Bird');
    const uri = fileOf('a.deskside-trace');
    assert.equal(String(await vscode.commands.executeCommand('deskside.startRecording', uri)), uri.toString());
    await record('Ada Lovelace');
    await record('Ada Lovelace');
    await vscode.commands.executeCommand('deskside.stopRecording');
    await record('Late Riser');
    const text = await readFile(uri.fsPath, 'utf8');
    assert.doesNotMatch(text, /Ada|Lovelace|Early|Late/);
    assert.equal((text.match(/"Customer":"text-1"/g) ?? []).length, 2);
    assert.equal((await stat(uri.fsPath)).mode & 0o777, 0o600);
    const [load, first, second, ...more] = await entriesOf(uri);
    assert.ok(load !== undefined && 'load' in load);
    assert.equal(load.load.title, 'Fake Workspace');
    assert.ok(first !== undefined && 'record' in first && second !== undefined && 'record' in second);
    assert.deepEqual(more, []);
  });

  it('is one at a time', async () => {
    await vscode.commands.executeCommand('deskside.startRecording', fileOf('b.deskside-trace'));
    assert.equal(
      await vscode.commands.executeCommand('deskside.startRecording', fileOf('c.deskside-trace')),
      undefined,
    );
    await assert.rejects(stat(fileOf('c.deskside-trace').fsPath), /ENOENT/);
    assert.ok(await vscode.commands.executeCommand('deskside.stopRecording'));
    assert.equal(await vscode.commands.executeCommand('deskside.stopRecording'), undefined);
  });

  it('can be made of what is held already', async () => {
    await record('Ada Lovelace');
    const { session } = await deskside();
    const uri = fileOf('d.deskside-trace');
    await vscode.commands.executeCommand('deskside.saveHistory', uri);
    const saved = (await entriesOf(uri)).filter((entry) => 'record' in entry && entry.page === page.id);
    assert.equal(saved.length, [...session.pages.values()][0]?.history.length);
    assert.doesNotMatch(await readFile(uri.fsPath, 'utf8'), /Lovelace/);
  });

  it('leaves the values of keys that the setting allows', async () => {
    const configuration = vscode.workspace.getConfiguration('deskside');
    await configuration.update('recording.allowedKeys', ['Customer'], vscode.ConfigurationTarget.Global);
    const uri = fileOf('e.deskside-trace');
    await vscode.commands.executeCommand('deskside.startRecording', uri);
    await record('Ada Lovelace');
    await vscode.commands.executeCommand('deskside.stopRecording');
    await configuration.update('recording.allowedKeys', undefined, vscode.ConfigurationTarget.Global);
    assert.match(await readFile(uri.fsPath, 'utf8'), /"Customer":"Ada Lovelace"/);
  });

  it('says so where the file cannot be written, and records nothing', async () => {
    assert.equal(await vscode.commands.executeCommand('deskside.startRecording', fileOf('none/f')), undefined);
    assert.equal(await vscode.commands.executeCommand('deskside.startRecording', vscode.Uri.file(folder)), undefined);
    assert.equal(await vscode.commands.executeCommand('deskside.stopRecording'), undefined);
  });
});
