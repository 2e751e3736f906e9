import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { RecordHistory } from '../../model/history/recordHistory';
import { showRecordCommand } from '../log/recordLinks';
import { UserError } from '../ui/userError';
import type { Register } from '../ui/commands';
import type { TimelineView } from './timelineView';

/** The commands of the timeline. */
export function timelineCommands(register: Register, timeline: TimelineView, history: RecordHistory): Disposable {
  const owned = new DisposableStore();
  owned.add(
    register('deskside.showTimeline', async () => {
      await vscode.commands.executeCommand('deskside.timeline.focus');
    }),
  );
  owned.add(
    register(showRecordCommand, async (entry) => {
      if (typeof entry !== 'number' || history.entry(entry) === undefined) {
        throw new UserError('This record is no longer held. Raise the setting deskside.history.records to keep more.');
      }
      await timeline.reveal(entry);
    }),
  );
  owned.add(
    register('deskside.clearTimeline', () => {
      history.clear();
      timeline.showAnew();
    }),
  );
  return owned;
}
