import { isRecordObject } from '../../base/guards';
import { isReferenceId, wireReplyTimeoutMs } from '../../api/wire';
import type { CallSite } from '../../protocol/records';
import type { Reference } from '../records/recordBuffer';
import type { Call, CallRecorder, Ended } from '../workspace/callRecorder';
import { guarded } from '../guarded';
import type { PendingReplies, Settled } from '../workspace/pendingReplies';

/** How the widget came to make a call. */
export interface CallOrigin {
  readonly reference: Reference | undefined;
  readonly at: CallSite | undefined;
}

/** Sees the calls that the widget makes through its client library, without changing anything about them. */
export class WidgetCalls {
  /**
   * @param pending replies that come to the widget's window
   * @param origin how the widget comes to make a call at the moment; is asked while it makes one
   * @param ended hears how each call ended, after it was recorded
   */
  constructor(
    private readonly calls: CallRecorder,
    private readonly pending: PendingReplies,
    private readonly origin: () => CallOrigin,
    private readonly ended: (call: Call, ended: Ended, began: number) => void,
    private readonly now: () => number,
  ) {}

  /**
   * Stands in for `sendMessage`: makes the call, and gives back or throws what it does. The reference id is known only
   * afterwards, because the library writes it into the message.
   */
  send(original: () => unknown, [message]: readonly unknown[]): unknown {
    const origin = guarded(() => this.origin());
    const call = guarded(() => ({ ...describeCall(message), ...origin }));
    const began = this.now();
    const finish = call && guarded(() => this.calls.begin(call));
    let result: unknown;
    try {
      result = original();
    } catch (error) {
      guarded(() => finish?.({ outcome: 'notSent', error }));
      throw error;
    }
    guarded(() => {
      const referenceId = isRecordObject(message) ? message.referenceId : result;
      if (call === undefined || finish === undefined || !isReferenceId(referenceId)) return;
      this.pending.expect(String(referenceId), wireReplyTimeoutMs, (settled: Settled) => {
        const record = finish(settled);
        this.ended(call, settled, began);
        return record;
      });
    });
    return result;
  }
}

/** What a client's message asks for; what cannot be read as one goes by the name `unknown`. */
function describeCall(message: unknown): Call {
  if (!isRecordObject(message)) return { by: 'widget', service: 'unknown', parameters: [message] };
  const { request, event, data, parameters } = message;
  if (typeof request === 'string') {
    const list = Array.isArray(parameters) || parameters === undefined ? parameters : [parameters];
    return { by: 'widget', service: request, parameters: list };
  }
  const service = typeof event === 'string' ? event : 'unknown';
  return { by: 'widget', service, parameters: data === undefined ? undefined : [data] };
}
