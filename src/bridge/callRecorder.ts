import { limits } from '../protocol/limits';
import type { Caller } from '../protocol/records';
import type { Settled } from './pendingReplies';
import type { Recorder } from './recorder';
import { plainText, snapshot } from './snapshot';

/** How a call ended: as its reply says, or without ever having been sent. */
export type Ended = Settled | { readonly outcome: 'notSent'; readonly error: unknown };

export interface Call {
  readonly by: Caller;
  readonly service: string;
  readonly parameters?: readonly unknown[] | undefined;
}

/** Records calls and how they end, whoever makes them. */
export class CallRecorder {
  #count = 0;

  /** @param now a steady clock in milliseconds */
  constructor(
    private readonly recorder: Recorder,
    private readonly now: () => number,
  ) {}

  /** Records that a call goes out; the function that it returns records each end of it. */
  begin({ by, service: name, parameters }: Call): (ended: Ended) => void {
    const callId = `${by}-${++this.#count}`;
    const service = name.slice(0, limits.serviceName) || 'unknown';
    const copies = parameters?.map((parameter) => snapshot(parameter).value);
    this.recorder.record({ kind: 'call', callId, by, service, parameters: copies });
    const began = this.now();
    return (ended) => {
      const durationMs = durationSince(began, this.now());
      // What the bridge asks for itself comes with the desk record that follows.
      const payload = payloadOf(ended, by !== 'bridge');
      this.recorder.record({ kind: 'reply', callId, service, outcome: ended.outcome, durationMs, ...payload });
    };
  }
}

/** From one moment to another, in milliseconds with one decimal. */
export function durationSince(began: number, now: number): number {
  return Math.max(0, Math.round((now - began) * 10) / 10);
}

function payloadOf(ended: Ended, withData: boolean): { data?: unknown; errorMessage?: string } {
  if (ended.outcome === 'timedOut') return {};
  if (ended.outcome === 'notSent') return { errorMessage: String(ended.error) };
  const { reply } = ended;
  return {
    ...(withData ? dataOf(reply) : {}),
    ...(reply.errorMessage === undefined ? {} : { errorMessage: plainText(reply.errorMessage) }),
  };
}

function dataOf(reply: Record<string, unknown>): { data?: unknown } {
  // A subscription's reply has no data but the id of the subscription, which is what there is to see.
  const data = reply.data === undefined ? reply.subscriptionId : reply.data;
  return data === undefined ? {} : { data: snapshot(data).value };
}
