import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { RecordHistory } from '../../model/history/recordHistory';
import { readOrDefault, settings } from './settings';

const bytesOfMegabyte = 1024 * 1024;

/** Makes a history hold as much as the settings say, now and whenever they change. */
export function keepHistoryBounds(history: RecordHistory): Disposable {
  const ids = [settings.historyRecords.id, settings.historyMegabytes.id];
  const set = (): void =>
    history.setBounds({
      records: readOrDefault(settings.historyRecords),
      bytes: readOrDefault(settings.historyMegabytes) * bytesOfMegabyte,
    });
  set();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (ids.some((id) => change.affectsConfiguration(id))) set();
  });
}
