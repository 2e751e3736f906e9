import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { Register } from '../ui/commands';
import type { TraceRecorder } from './traceRecorder';

/** The commands that write traces. Each returns the file, or undefined where nothing was written. */
export function recordingCommands(register: Register, recorder: TraceRecorder): Disposable {
  const owned = new DisposableStore();
  owned.add(register('deskside.startRecording', (target) => recorder.start(target)));
  owned.add(register('deskside.stopRecording', () => recorder.stop()));
  owned.add(register('deskside.saveHistory', (target) => recorder.saveHistory(target)));
  return owned;
}
