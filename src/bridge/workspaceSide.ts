import { acceptedOriginsOption } from '../api/options';
import { wireReplyTimeoutMs } from '../api/wire';
import type { InvokeResult } from '../protocol/messages';
import { unanswered } from '../protocol/unanswered';
import { CallRecorder } from './callRecorder';
import type { Call, Ended } from './callRecorder';
import type { Configuration } from './configuration';
import { Conversation } from './conversation';
import type { Channel, Opening } from './conversation';
import { DeskKeeper } from './deskKeeper';
import { guarded } from './guarded';
import { Invoker } from './invoker';
import type { Invocation } from './invoker';
import type { LibraryWatcher } from './libraryWatch';
import { tapMessages } from './messageTap';
import { Observer } from './observer';
import type { ObserverEars } from './observer';
import { PendingReplies } from './pendingReplies';
import { openPrivateFrame } from './privateFrame';
import type { Recorder } from './recorder';
import { later, steadyTime, wallTime } from './timers';
import { TwinEvents } from './twinEvents';
import { WidgetCalls } from './widgetCalls';
import { WorkspaceWindow } from './workspaceWindow';

const voiceScript = '/bridgeVoice.js';

/** How often a silent Workspace that then says something is asked again, in one load of the page. */
const mostWakes = 3;

const texts = {
  silent: `Workspace did not answer within ${wireReplyTimeoutMs / 1000} s. Check that ${acceptedOriginsOption} names the page’s origin.`,
  widgetsEventsOnly: 'The bridge could not subscribe to events: only those that the widget subscribes to are seen.',
};

/** The half of the bridge that looks at the page and speaks to Workspace. */
export class WorkspaceSide {
  readonly #workspace: WorkspaceWindow;
  readonly #twins = new TwinEvents(steadyTime);
  readonly #ownChannel: Channel;
  readonly #calls: CallRecorder;
  readonly #conversation: Conversation;
  readonly #keeper: DeskKeeper;
  readonly #invoker: Invoker;
  #private: Promise<Channel | undefined> | undefined;
  #started = false;
  #silent = false;
  #wakes = 0;

  /** @param shown runs when the page has the client library, and whenever Workspace says something to it */
  constructor(
    private readonly page: Window,
    private readonly configuration: Configuration,
    private readonly recorder: Recorder,
    private readonly shown: () => void,
  ) {
    const isWidget = configuration.place === 'widget';
    this.#workspace = new WorkspaceWindow(page, isWidget, () => this.#reopen());
    this.#calls = new CallRecorder(recorder, steadyTime);
    // In a widget's window replies and events would reach the widget, too; the relay's own page has nobody else in it.
    this.#ownChannel = this.#channel((message) => this.#target().postMessage(message, '*'), !isWidget);
    const own = () => Promise.resolve(this.#ownChannel);
    const channels = isWidget ? [() => (this.#private ??= this.#openPrivate()), own] : [own];
    this.#conversation = new Conversation(
      () => this.#workspace.current !== undefined,
      channels,
      this.#calls,
      wallTime().toString(36),
      (opening) => this.#opened(opening),
      later,
      steadyTime,
    );
    const ask = (service: string) => this.#conversation.call({ by: 'bridge', service });
    this.#keeper = new DeskKeeper(recorder, ask, later, steadyTime);
    const call = (wanted: Call, timeoutMs: number) => this.#conversation.call(wanted, timeoutMs);
    this.#invoker = new Invoker(call, (...ended) => this.#keeper.called(...ended), steadyTime);
    this.#observePage();
  }

  /** Learns the desk: the page is there by now. */
  start(): void {
    this.#started = true;
    this.#conversation.open();
  }

  /** @throws RpcError notSent if Workspace did not get the call */
  invoke(invocation: Invocation): Promise<InvokeResult> {
    return this.#invoker.invoke(invocation);
  }

  #observePage(): void {
    const { page } = this;
    const { library } = this.configuration;
    const pending = new PendingReplies(later);
    const observer = this.#observer('widget', this.#ownChannel, pending);
    tapMessages(page, library?.isThere(page) === true, (event) => {
      if (observer.message(event)) event.stopImmediatePropagation();
    });
    if (library !== undefined) guarded(() => library.watch(page, this.#libraryWatcher(pending)));
  }

  #libraryWatcher(pending: PendingReplies): LibraryWatcher {
    const called = (call: Call, ended: Ended, began: number) => this.#keeper.called(call, ended, began);
    const widgetCalls = new WidgetCalls(this.#calls, pending, called, steadyTime);
    return {
      found: () => this.#libraryFound(),
      sendMessage: (original, args) => widgetCalls.send(original, args),
      targetWWEWindow: (original, args) => {
        const result = original();
        guarded(() => this.#workspace.target(args[0]));
        return result;
      },
    };
  }

  #observer(way: 'widget' | 'private', channel: Channel, widget?: PendingReplies): Observer {
    const ears: ObserverEars = {
      alive: () => {
        this.shown();
        this.#wake();
      },
      event: (name, data) => this.#keeper.heard(name, data),
    };
    return new Observer(way, this.#workspace, this.recorder, this.#twins, channel, widget, ears);
  }

  #channel(post: (message: object) => void, subscribes: boolean): Channel {
    return { post, subscribes, pending: new PendingReplies(later), frameId: undefined };
  }

  async #openPrivate(): Promise<Channel | undefined> {
    const { page, configuration } = this;
    const frame = await openPrivateFrame(page.document, configuration.relay + voiceScript, configuration.nonce);
    if (frame === undefined) return undefined;
    const channel = this.#channel((message) => frame.post(this.#target(), message), true);
    const observer = this.#observer('private', channel);
    frame.window.addEventListener('message', (event) => guarded(() => observer.message(event)));
    return channel;
  }

  #target(): WindowProxy {
    const { current } = this.#workspace;
    if (current === undefined) throw new Error(this.configuration.outside);
    return current;
  }

  #opened({ channel, answered, subscribed, first }: Opening): void {
    this.#silent = channel !== undefined && !answered;
    const { library } = this.configuration;
    if (library !== undefined) this.recorder.record({ kind: 'desk', library: library.isThere(this.page) });
    if (channel === undefined) {
      this.recorder.notice('warning', this.configuration.outside);
      this.#keeper.silent(unanswered.outside);
    } else if (!answered || first === undefined) {
      this.recorder.notice('warning', texts.silent);
      this.#keeper.silent(unanswered.workspace);
    } else {
      if (subscribed?.outcome !== 'succeeded') this.recorder.notice('warning', texts.widgetsEventsOnly);
      else if (this.configuration.place === 'widget') this.#twins.begin();
      void this.#keeper.learn(first);
    }
  }

  #libraryFound(): void {
    this.shown();
    // What comes before is told when the desk is.
    if (this.recorder.desk.library === false) this.recorder.record({ kind: 'desk', library: true });
  }

  #reopen(): void {
    if (this.#started) this.#conversation.open();
  }

  /** Something came from Workspace: if it did not answer before, it may now. */
  #wake(): void {
    if (!this.#silent || this.#wakes >= mostWakes) return;
    this.#silent = false;
    this.#wakes++;
    this.#reopen();
  }
}
