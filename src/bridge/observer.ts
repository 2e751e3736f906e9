import { isEvent, isReply, isWorkspaceMessage, plainMessagePrefix } from '../api/wire';
import type { EventMessage } from '../api/wire';
import type { Channel } from './conversation';
import type { PendingReplies } from './pendingReplies';
import type { Recorder } from './recorder';
import { snapshot } from './snapshot';
import type { EventWay, TwinEvents } from './twinEvents';
import type { WorkspaceWindow } from './workspaceWindow';

/** Who hears what the observer sees, beside the recorder. */
export interface ObserverEars {
  /** Anything at all came from Workspace. */
  alive(): void;
  event(name: string, data: unknown): void;
}

/** Reads the messages that come from Workspace on one window, and records them. */
export class Observer {
  /**
   * @param channel how the bridge itself speaks from this window
   * @param widget the replies to the calls that the widget made, as far as they were seen
   */
  constructor(
    private readonly way: EventWay,
    private readonly workspace: WorkspaceWindow,
    private readonly recorder: Recorder,
    private readonly twins: TwinEvents,
    private readonly channel: Channel,
    private readonly widget: PendingReplies | undefined,
    private readonly ears: ObserverEars,
  ) {}

  /** Takes a message event in, and says whether it was for the bridge alone. */
  message({ source, data }: MessageEvent<unknown>): boolean {
    if (source === null || (!isWorkspaceMessage(data) && !isPlainMessage(data))) return false;
    if (source !== this.workspace.current) {
      this.workspace.adopt(source);
      if (source !== this.workspace.current) return false;
    }
    this.ears.alive();
    if (isEvent(data)) this.#event(data);
    else if (isReply(data)) {
      if (this.channel.pending.take(data)) return true;
      // The request of a widget without the library cannot be seen, so that its reply is shown as a message.
      if (this.widget?.take(data) !== true) this.#other(data);
    } else this.#other(data);
    return false;
  }

  #event(message: EventMessage): void {
    const name = message.event;
    // What an event says stands in `data`; one that is made otherwise is shown whole.
    const { value, text } = snapshot('data' in message ? message.data : message);
    if (!this.twins.isNew(this.way, name, text)) return;
    this.recorder.record({ kind: 'event', name, data: value });
    this.ears.event(name, value);
  }

  #other(data: unknown): void {
    if (isWorkspaceMessage(data) && data.frameId !== undefined) this.channel.frameId = data.frameId;
    const { value, text } = snapshot(data);
    if (this.twins.isNew(this.way, '', text)) this.recorder.record({ kind: 'message', data: value });
  }
}

function isPlainMessage(data: unknown): data is string {
  return typeof data === 'string' && data.startsWith(plainMessagePrefix);
}
