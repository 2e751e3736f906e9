import * as v from 'valibot';
import { observationSchema } from '../api/observation';
import { limits } from '../protocol/limits';
import type { Recorder } from './recorder';

/**
 * Takes in what the simulated Workspace that hosts this page tells of its widgets: their calls, and the events that only
 * they get.
 */
export class Observations {
  constructor(
    private readonly page: Window,
    private readonly recorder: Recorder,
  ) {}

  message({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== this.page.parent || origin !== this.page.location.origin || !v.is(observationSchema, data)) return;
    const { seen } = data;
    if (seen.kind === 'event') {
      this.recorder.record(seen);
      return;
    }
    // Both sides of the wire number calls; these keep apart from the bridge's own.
    const callId = `widget-${seen.callId}`.slice(0, limits.callId);
    if (seen.kind === 'call') this.recorder.record({ ...seen, callId, by: 'widget' });
    else this.recorder.record({ ...seen, callId, durationMs: Math.max(0, seen.durationMs) });
  }
}
