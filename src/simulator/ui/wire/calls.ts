import type { Disposable } from '../../../base/disposable';
import { wireReplyTimeoutMs } from '../../../api/wire';
import type { ServiceReply } from '../../desk/state/types';
import type { ClientMessage } from '../../../api/clientMessages';
import type { WidgetOrigins } from './widgetOrigins';
import type { Sender } from './clients';
import type { ObservationReporter } from './observationReporter';

/** What a request or a subscription is answered with. */
export type WireAnswer = ServiceReply | { readonly subscriptionId: string };

/** A call of a widget that is reported. */
export interface WireCall {
  /** Reports the reply. Does nothing after the time-out. */
  end(reply: WireAnswer): void;
}

/** Reports the calls of widgets with their ends: a reply, or the client library's time-out. */
export class Calls implements Disposable {
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #count = 0;

  constructor(
    private readonly reporter: ObservationReporter,
    private readonly origins: WidgetOrigins,
  ) {}

  begin(
    { widget, window }: Sender,
    referenceId: ClientMessage['referenceId'],
    service: string,
    parameters: readonly unknown[] | undefined,
  ): WireCall {
    this.#count += 1;
    const callId = String(this.#count);
    const began = performance.now();
    this.reporter.report({
      kind: 'call',
      callId,
      widget,
      service,
      ...(parameters === undefined ? {} : { parameters: [...parameters] }),
      ...this.origins.of(window),
    });
    this.origins.called(window, referenceId, callId);
    const finish = () => {
      clearTimeout(timer);
      return this.#timers.delete(timer);
    };
    const end = (ended: { outcome: 'succeeded' | 'failed' | 'timedOut'; data?: unknown; errorMessage?: string }) => {
      if (finish()) {
        this.reporter.report({ kind: 'reply', callId, service, ...ended, durationMs: performance.now() - began });
      }
    };
    const timer = setTimeout(() => end({ outcome: 'timedOut' }), wireReplyTimeoutMs);
    this.#timers.add(timer);
    return {
      end(reply) {
        if ('errorMessage' in reply) end({ outcome: 'failed', errorMessage: reply.errorMessage });
        else end({ outcome: 'succeeded', ...dataOf(reply) });
      },
    };
  }

  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** The reply to a subscription has no data but its id, which is what there is to see. */
function dataOf(reply: Exclude<WireAnswer, { errorMessage: string }>): { data?: unknown } {
  if ('subscriptionId' in reply) return { data: reply.subscriptionId };
  return 'data' in reply ? { data: reply.data } : {};
}
