import * as v from 'valibot';
import { observationSchema } from '../../api/observation';
import type { Observation } from '../../api/observation';
import { isEvent, isWorkspaceMessage } from '../../api/wire';
import { beginningOf } from '../../base/text/beginningOf';
import { limits } from '../../protocol/limits';
import type { Reference } from '../records/recordBuffer';
import type { Recorder } from '../records/recorder';
import { recordedService } from '../workspace/callRecorder';

type CallSeen = Extract<Observation['seen'], { kind: 'call' }>;

/** What a call refers to is a few events old. */
const mostEvents = 200;

/**
 * Takes in what the simulated Workspace that hosts this page tells of its widgets: their calls, the events that only
 * they get, and how far each has come.
 */
export class SimulatorObservations {
  /** How many events the simulated Workspace has told, and what the last of them were recorded as. */
  #count = 0;
  readonly #events: number[] = [];

  constructor(
    private readonly page: Window,
    private readonly recorder: Recorder,
  ) {}

  /** Takes a message in, after the bridge itself has recorded it if it is an event. */
  message({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== this.page.parent || origin !== this.page.location.origin) return;
    if (isWorkspaceMessage(data) && isEvent(data)) this.#toldEvent(this.recorder.last);
    if (!v.is(observationSchema, data)) return;
    const { seen } = data;
    if (seen.kind === 'event') {
      this.#toldEvent(this.recorder.record({ ...seen, name: beginningOf(seen.name, limits.serviceName) }));
      return;
    }
    if (seen.kind === 'widgets') {
      this.recorder.record({ kind: 'desk', widgets: seen.widgets });
      return;
    }
    if (seen.kind === 'notice') {
      this.recorder.notice('warning', seen.text);
      return;
    }
    const call = { callId: callIdOf(seen.callId), service: recordedService(seen.service) };
    if (seen.kind === 'call') this.#call({ ...seen, ...call });
    else this.recorder.record({ ...seen, ...call, durationMs: Math.max(0, seen.durationMs) });
  }

  #toldEvent(record: number): void {
    this.#count++;
    this.#events.push(record);
    if (this.#events.length > mostEvents) this.#events.shift();
  }

  #call({ cause, after, at, ...call }: CallSeen): void {
    const caused = cause && this.#reference('cause', cause);
    const came = after && this.#reference('after', after);
    this.recorder.record(
      {
        ...call,
        by: 'widget',
        at: at && { ...at, file: beginningOf(at.file, limits.codeFile) },
        ...caused?.byCall,
        ...came?.byCall,
      },
      { reference: caused?.bySeq ?? came?.bySeq },
    );
  }

  #reference(
    as: Reference['as'],
    to: NonNullable<CallSeen['cause']>,
  ): { bySeq?: Reference; byCall?: Partial<Record<Reference['as'], { callId: string }>> } {
    if ('callId' in to) return { byCall: { [as]: { callId: callIdOf(to.callId) } } };
    const record = this.#events[to.event - 1 - this.#count + this.#events.length];
    return record === undefined ? {} : { bySeq: { as, record } };
  }
}

/** Both sides of the wire number calls; these keep apart from the bridge's own. */
function callIdOf(reported: string): string {
  return beginningOf(`widget-${reported}`, limits.callId);
}
