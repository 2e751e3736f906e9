import * as v from 'valibot';
import type * as vscode from 'vscode';
import { onDispose } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';

const stateKey = 'deskside.recording';

/** How often it is noted that a recording runs, and how long after the last note it is taken to have been interrupted. */
const noteMs = 20_000;
const freshMs = 120_000;

/** What is noted of a recording that runs: its file, and when it was seen to run, in milliseconds since 1970. */
const noteSchema = v.object({ path: v.string(), seen: v.number() });

/** Remembers the recording of this workspace over a reload of the window or the end of its extension host. */
export class InterruptedRecording {
  constructor(private readonly state: vscode.Memento) {}

  /** The file of a recording that ran until a moment ago; undefined where none did. */
  get path(): string | undefined {
    const note: unknown = this.state.get(stateKey);
    return v.is(noteSchema, note) && Date.now() - note.seen < freshMs ? note.path : undefined;
  }

  /** Notes again and again that a recording into this file runs, until it is disposed of. */
  keep(path: string): Disposable {
    const note = (): void => {
      const noted: v.InferOutput<typeof noteSchema> = { path, seen: Date.now() };
      this.state.update(stateKey, noted).then(undefined, reportError);
    };
    note();
    const timer = setInterval(note, noteMs);
    return onDispose(() => clearInterval(timer));
  }

  async clear(): Promise<void> {
    await this.state.update(stateKey, undefined);
  }
}
