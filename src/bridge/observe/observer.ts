import { bridgeReferencePrefix } from '../../api/bridgeReference';
import { isEvent, isReply, isWorkspaceMessage, plainMessagePrefix } from '../../api/wire';
import type { EventMessage, ReplyMessage } from '../../api/wire';
import { beginningOf } from '../../base/text/beginningOf';
import { limits } from '../../protocol/limits';
import type { Channel } from '../workspace/workspaceClient';
import type { PendingReplies } from '../workspace/pendingReplies';
import type { Recorder } from '../records/recorder';
import { snapshot } from '../records/snapshot';
import type { Snapshot } from '../records/snapshot';
import { noEvent } from './eventDeduplicator';
import type { EventDeduplicator, EventRoute } from './eventDeduplicator';
import type { WorkspaceWindow } from './workspaceWindow';

/** Who hears what the observer sees, beside the recorder. */
export interface ObserverListeners {
  /** Anything at all came from Workspace, in this window. */
  alive(source: MessageEventSource): void;
  event(name: string, data: unknown): void;
  /** The page hears a message next, which was recorded as this. */
  readonly dispatched?: ((message: Event, record: number) => void) | undefined;
}

const unseenCall =
  'The page made a call that the bridge could not see: without the client library, or in the script that holds it, or before the bridge came. Such a reply is shown as a message.';

/** Reads the messages that come from Workspace on one window, and records them. */
export class Observer {
  #saidUnseen = false;

  /**
   * @param channel how the bridge itself speaks from this window
   * @param widget the replies to the calls that the widget made, as far as they were seen
   */
  constructor(
    private readonly route: EventRoute,
    private readonly workspace: WorkspaceWindow,
    private readonly recorder: Recorder,
    private readonly deduplicator: EventDeduplicator,
    private readonly channel: Channel,
    private readonly widget: PendingReplies | undefined,
    private readonly listeners: ObserverListeners,
  ) {}

  /** Takes a message event in, and says whether it was for the bridge alone. */
  message(event: MessageEvent<unknown>): boolean {
    const { source, data } = event;
    if (source === null || (!isWorkspaceMessage(data) && !isPlainMessage(data))) return false;
    if (source !== this.workspace.current) {
      this.workspace.adopt(source);
      if (source !== this.workspace.current) return false;
    }
    this.listeners.alive(source);
    if (isReply(data) && this.channel.pending.take(data) !== undefined) return true;
    const record = this.#record(data);
    this.listeners.dispatched?.(event, record);
    return false;
  }

  /** @returns what the message was recorded as, now or when a copy of it came */
  #record(data: unknown): number {
    if (isEvent(data)) return this.#event(data);
    if (!isReply(data)) return this.#other(data);
    const ended = this.widget?.take(data);
    if (ended !== undefined) return ended;
    this.#unseenCall(data);
    return this.#other(data);
  }

  #event(message: EventMessage): number {
    const name = beginningOf(message.event, limits.serviceName);
    // What an event says stands in `data`; one that is made otherwise is shown whole.
    const told = 'data' in message ? message.data : message;
    const data = snapshot(told, limits.recordBytes);
    // No script of the page gets what comes to a window from which the bridge subscribes. What its text does not hold is not kept.
    const own = this.channel.subscribes && data.isPlain && data.text !== undefined ? told : undefined;
    const content = contentOf(data);
    const known = this.deduplicator.copyOf(this.route, name, content);
    if (known !== undefined) {
      if (own !== undefined) this.recorder.own(data, own);
      return known;
    }
    const record = this.recorder.record({ kind: 'event', name, data }, { told, own });
    this.deduplicator.recorded(this.route, name, content, record);
    // An event that is too large to be recorded tells nobody what changed.
    this.listeners.event(name, data.text === undefined ? undefined : told);
    return record;
  }

  /** Says once that the page makes calls of which only the replies can be seen. */
  #unseenCall({ referenceId }: ReplyMessage): void {
    const isOwn = String(referenceId).startsWith(bridgeReferencePrefix);
    if (this.#saidUnseen || this.channel.subscribes || isOwn) return;
    this.#saidUnseen = true;
    this.recorder.notice('warning', unseenCall);
  }

  #other(data: unknown): number {
    if (isWorkspaceMessage(data) && data.frameId !== undefined) this.channel.frameId = data.frameId;
    const copy = snapshot(data, limits.recordBytes);
    const content = contentOf(copy);
    const known = this.deduplicator.copyOf(this.route, noEvent, content);
    if (known !== undefined) return known;
    const record = this.recorder.record({ kind: 'message', data: copy });
    this.deduplicator.recorded(this.route, noEvent, content, record);
    return record;
  }
}

/** The key that tells copies of an event: its text, or its size if it was too large for one. */
function contentOf(data: Snapshot): string {
  // Its bytes are counted when they are asked for.
  return data.text ?? `${data.bytes}`;
}

function isPlainMessage(data: unknown): data is string {
  return typeof data === 'string' && data.startsWith(plainMessagePrefix);
}
