import { beginningOf } from '../../base/text/beginningOf';
import { limits } from '../../protocol/limits';
import type { Caller, CallSite } from '../../protocol/records';
import type { Settled } from './pendingReplies';
import type { Reference } from '../records/recordBuffer';
import type { Recorder } from '../records/recorder';
import type { Snapshot } from '../records/snapshot';
import { liveSnapshot, plainText, snapshot } from '../records/snapshot';
import { errorText } from '../records/valueWriter';

/** How a call ended: as its reply says, or without ever having been sent. */
export type Ended = Settled | { readonly outcome: 'notSent'; readonly error: unknown };

export interface Call {
  readonly by: Caller;
  readonly service: string;
  readonly parameters?: readonly unknown[] | undefined;
  /** What it was caused by or came after. */
  readonly reference?: Reference | undefined;
  readonly at?: CallSite | undefined;
}

/** Records all calls, of the widget and of the bridge, and their outcomes. */
export class CallRecorder {
  #count = 0;

  /** @param now a steady clock in milliseconds */
  constructor(
    private readonly recorder: Recorder,
    private readonly now: () => number,
  ) {}

  /** Records that a call goes out; the function that it returns records each end of it, and returns what as. */
  begin({ by, service: name, parameters, reference, at }: Call): (ended: Ended) => number {
    const callId = `${by}-${++this.#count}`;
    const service = recordedService(name);
    // The page's own objects, which it may change at once.
    const copy = parameters && liveSnapshot(parameters, limits.recordBytes);
    this.recorder.record({ kind: 'call', callId, by, service, parameters: copy, at }, { reference });
    const began = this.now();
    return (ended) => {
      const durationMs = durationSince(began, this.now());
      // What the bridge asks for itself comes with the desk record that follows.
      const payload = payloadOf(ended, by !== 'bridge');
      return this.recorder.record({ kind: 'reply', callId, service, outcome: ended.outcome, durationMs, ...payload });
    };
  }
}

/** The name of a service in a record: a page can call whatever it likes. */
export function recordedService(name: string): string {
  return beginningOf(name, limits.serviceName) || 'unknown';
}

/** From one moment to another, in milliseconds with one decimal. */
export function durationSince(began: number, now: number): number {
  return Math.max(0, Math.round((now - began) * 10) / 10);
}

function payloadOf(ended: Ended, withData: boolean): { data?: Snapshot; errorMessage?: string } {
  if (ended.outcome === 'timedOut') return {};
  if (ended.outcome === 'notSent') return { errorMessage: errorText(ended.error) };
  const { reply } = ended;
  return {
    ...(withData ? dataOf(reply) : {}),
    ...(reply.errorMessage === undefined ? {} : { errorMessage: plainText(reply.errorMessage) }),
  };
}

function dataOf(reply: Record<string, unknown>): { data?: Snapshot } {
  // A subscription's reply has no data but the id of the subscription, which is what there is to see.
  const data = reply.data === undefined ? reply.subscriptionId : reply.data;
  return data === undefined ? {} : { data: snapshot(data, limits.recordBytes) };
}
