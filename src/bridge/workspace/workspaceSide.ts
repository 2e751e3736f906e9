import { acceptedOriginsOption } from '../../api/options';
import { wireReplyTimeoutMs } from '../../api/wire';
import type { Disposable } from '../../base/disposable';
import type { InvokeResult } from '../../protocol/messages';
import { httpPaths } from '../../protocol/handshake';
import { unanswered } from '../../protocol/unanswered';
import { CallRecorder } from './callRecorder';
import type { Call, Ended } from './callRecorder';
import { hasBridgeFrame } from '../entries/configuration';
import type { Configuration } from '../entries/configuration';
import { WorkspaceClient } from './workspaceClient';
import type { Channel, ChannelRefusal, Opening } from './workspaceClient';
import { DeskSync } from './deskSync';
import { EventSubscriptions } from './eventSubscriptions';
import { guarded } from '../guarded';
import { Invoker } from './invoker';
import type { Invocation } from './invoker';
import type { LibraryWatcher } from '../observe/libraryWatch';
import { callSite } from '../observe/callSite';
import { Dispatches } from '../observe/dispatches';
import { tapMessages } from '../observe/messageTap';
import { Observer } from '../observe/observer';
import type { ObserverListeners } from '../observe/observer';
import { PendingReplies } from './pendingReplies';
import { PrivateWindow } from './privateWindow';
import type { Recorder } from '../records/recorder';
import { later, steadyTime, wallTime } from '../timers';
import { EventDeduplicator } from '../observe/eventDeduplicator';
import type { EventRoute } from '../observe/eventDeduplicator';
import { WidgetCalls } from '../observe/widgetCalls';
import { WorkspaceWindow } from '../observe/workspaceWindow';

/** How often a silent Workspace that then says something is asked again, in one load of the page. */
const mostWakes = 3;

/** A page that is to be told where Workspace is may do so until then without a word about it. */
const absentMs = 5000;

const texts = {
  silent: `Workspace did not answer within ${wireReplyTimeoutMs / 1000} s. Check that ${acceptedOriginsOption} names the page’s origin.`,
  hidden: 'The page protects its client library: the bridge cannot see the calls that the page makes.',
  widgetsEventsOnly: 'The bridge could not subscribe to events: only those that the widget subscribes to are seen.',
  frameLost: 'The page removed the bridge’s frame. There is a new one; events that came in between are missing.',
  widgetUnanswered:
    'Workspace answers the bridge but not the widget. Perhaps the client library posts to another target origin than Workspace’s.',
  notLoaded: 'The frame that the page gave to targetWWEWindow has not loaded yet.',
};

/** The half of the bridge that looks at the page and speaks to Workspace. */
export class WorkspaceSide {
  /** Listens to the page, and does so again where the page has removed all listeners. */
  readonly listen: () => void;
  readonly #workspace: WorkspaceWindow;
  readonly #deduplicator = new EventDeduplicator(steadyTime);
  readonly #subscriptions: EventSubscriptions;
  readonly #dispatches: Dispatches;
  /** The address of the client library, where that is known. */
  #library: string | undefined;
  readonly #ownChannel: Channel;
  readonly #calls: CallRecorder;
  readonly #client: WorkspaceClient;
  readonly #deskSync: DeskSync;
  readonly #invoker: Invoker;
  readonly #private: PrivateWindow;
  #started = false;
  #silent = false;
  #frameLost = false;
  /** Workspace has answered the bridge; the widget, or that it did not has been said. */
  #answered = false;
  #widgetAnswered = false;
  #wakes = 0;
  #absence: Disposable | undefined;

  /**
   * @param shown runs when the page has the client library, and whenever Workspace says something to it
   * @param reported runs when Workspace turns out to be a simulated one that reports for this page itself
   */
  constructor(
    private readonly page: Window,
    private readonly configuration: Configuration,
    private readonly recorder: Recorder,
    private readonly shown: () => void,
    private readonly reported: () => void,
  ) {
    const isWidget = configuration.place === 'widget';
    this.#workspace = new WorkspaceWindow(page, isWidget, () => this.#reopen());
    // A bridge that comes after the library hears of a message when the page reads that.
    const hearsWidget = isWidget && configuration.library?.isThere(page) === false;
    this.#subscriptions = new EventSubscriptions(hearsWidget, this.#deduplicator, () =>
      recorder.notice('warning', texts.widgetsEventsOnly),
    );
    this.#dispatches = new Dispatches(page, steadyTime);
    this.#calls = new CallRecorder(recorder, steadyTime);
    // In a widget's window replies and events would reach the widget, too; the relay's own page has nobody else in it.
    this.#ownChannel = this.#channel((message) => this.#target().postMessage(message, '*'), !isWidget);
    const own = () => this.#ownChannel;
    this.#private = new PrivateWindow(page, {
      script: configuration.relay + httpPaths.privateFrameScript,
      nonce: configuration.nonce,
      later,
      now: steadyTime,
      lost: () => this.#privateLost(),
    });
    this.#client = new WorkspaceClient(
      this.#workspace,
      isWidget ? [() => this.#openPrivate(), own] : [own],
      (asking) => this.#subscriptions.begin(asking),
      this.#calls,
      wallTime().toString(36),
      (opening) => this.#opened(opening),
      () => this.#whyAbsent(),
      later,
      steadyTime,
    );
    const ask = (service: string) => this.#client.call({ by: 'bridge', service });
    this.#deskSync = new DeskSync(recorder, ask, later, steadyTime);
    const call = (wanted: Call, timeoutMs: number) => this.#client.call(wanted, timeoutMs);
    this.#invoker = new Invoker(call, (...ended) => this.#deskSync.called(...ended), steadyTime);
    this.listen = this.#observePage();
    this.listen();
  }

  /** Learns the desk: the page is there by now. */
  start(): void {
    this.#started = true;
    this.#open();
  }

  /** @throws RpcError notSent if Workspace did not get the call */
  invoke(invocation: Invocation): Promise<InvokeResult> {
    return this.#invoker.invoke(invocation);
  }

  #observePage(): () => void {
    const { page } = this;
    const { library } = this.configuration;
    const pending = new PendingReplies(later);
    const observer = this.#observer('widget', this.#ownChannel, pending);
    const watch = library?.watch(page, this.#libraryWatcher(pending));
    const listen = tapMessages(page, library?.isThere(page) === true, (event) => {
      watch?.look();
      return observer.message(event);
    });
    return () => {
      listen();
      watch?.begin();
    };
  }

  #libraryWatcher(pending: PendingReplies): LibraryWatcher {
    const called = (call: Call, ended: Ended, began: number) => {
      this.#deskSync.called(call, ended, began);
      this.#widgetCalled(ended);
      if (call.service === 'subscribe' && ended.outcome === 'succeeded') {
        this.#subscriptions.widgetSubscribed(call.parameters?.[0]);
      }
    };
    const origin = () => ({
      reference: this.#dispatches.reference,
      at: this.configuration.callSites ? callSite(this.#library) : undefined,
    });
    const widgetCalls = new WidgetCalls(this.#calls, pending, origin, called, steadyTime);
    return {
      found: (file) => this.#libraryFound(file),
      hidden: () => this.recorder.notice('warning', texts.hidden),
      sendMessage: (original, args) => {
        guarded(() => void this.#subscriptions.widgetSends(args[0]));
        return widgetCalls.send(original, args);
      },
      targetWWEWindow: (original, args) => {
        const result = original();
        guarded(() => this.#workspace.target(args[0]));
        return result;
      },
    };
  }

  /** Says once that Workspace has answered no call of the widget so far, though it answers the bridge. */
  #widgetCalled({ outcome }: Ended): void {
    if (outcome !== 'timedOut') this.#widgetAnswered = true;
    if (this.#widgetAnswered || !this.#answered) return;
    this.#widgetAnswered = true;
    this.recorder.notice('warning', texts.widgetUnanswered);
  }

  #observer(route: EventRoute, channel: Channel, widget?: PendingReplies): Observer {
    const listeners: ObserverListeners = {
      alive: (source) => {
        this.shown();
        const isLate = this.#workspace.heard(source);
        if (route === 'widget') this.#wake(isLate);
      },
      event: (name, data) => this.#deskSync.heard(name, data),
      dispatched: route === 'widget' ? (message, record) => this.#dispatches.begin(message, record) : undefined,
    };
    return new Observer(route, this.#workspace, this.recorder, this.#deduplicator, channel, widget, listeners);
  }

  #channel(post: (message: object) => void, subscribes: boolean): Channel {
    return { post, subscribes, pending: new PendingReplies(later), frameId: undefined };
  }

  async #openPrivate(): Promise<Channel | ChannelRefusal> {
    const frame = await this.#private.open();
    if ('refused' in frame) return frame;
    const channel = this.#channel((message) => frame.post(this.#target(), message), true);
    const observer = this.#observer('private', channel);
    frame.window.addEventListener('message', (event) => guarded(() => observer.message(event)));
    return channel;
  }

  #privateLost(): void {
    this.#frameLost = true;
    this.#subscriptions.end();
    this.#client.open();
  }

  #target(): WindowProxy {
    const { current } = this.#workspace;
    if (current === undefined) throw new Error(this.configuration.outside);
    return current;
  }

  #whyAbsent(): string {
    return this.#workspace.current === undefined ? this.configuration.outside : texts.notLoaded;
  }

  #opened({ channel, answered, subscribed, first, refused }: Opening): void {
    this.#silent = channel !== undefined && !answered;
    this.#answered = answered;
    this.#absence?.dispose();
    const { library } = this.configuration;
    if (library !== undefined) this.recorder.record({ kind: 'desk', library: library.isThere(this.page) });
    if (channel === undefined) {
      this.#absence = later(absentMs, () => guarded(() => this.#stillAbsent()));
    } else if (!answered || first === undefined) {
      this.#notice('warning', texts.silent, refused);
      this.#deskSync.silent(unanswered.workspace);
    } else {
      if (subscribed?.outcome !== 'succeeded') this.#notice('warning', texts.widgetsEventsOnly, refused);
      if (this.#frameLost) this.recorder.notice('info', texts.frameLost);
      this.#frameLost = false;
      void this.#deskSync.learn(first);
    }
  }

  #stillAbsent(): void {
    if (!this.#workspace.isAbsent) return;
    this.recorder.notice('warning', this.#whyAbsent());
    this.#deskSync.silent(this.#workspace.current === undefined ? unanswered.outside : unanswered.workspace);
  }

  #notice(level: 'warning', text: string, reason: string | undefined): void {
    this.recorder.notice(level, reason === undefined ? text : `${text} ${reason}`);
  }

  #libraryFound(file: string | undefined): void {
    this.#library = file;
    this.shown();
    // What comes before is told when the desk is.
    if (this.recorder.desk.context.library === false) this.recorder.record({ kind: 'desk', library: true });
  }

  #open(): void {
    const { current } = this.#workspace;
    const isWidget = this.configuration.place === 'widget';
    if (isWidget && current !== undefined && hasBridgeFrame(current)) this.reported();
    else this.#client.open();
  }

  /** Asks anew, from another frame: Workspace may know the one before, and would tell it everything twice. */
  #reopen(): void {
    if (!this.#started) return;
    this.#subscriptions.end();
    this.#subscriptions.forgetWidget();
    void this.#private.close();
    this.#open();
  }

  /**
   * Something came from Workspace to the widget: if Workspace did not answer the bridge before, it may now.
   * @param isLate it is the first thing from one that might have been loading until now
   */
  #wake(isLate: boolean): void {
    if (!isLate && (!this.#silent || this.#wakes >= mostWakes)) return;
    this.#silent = false;
    this.#wakes++;
    this.#reopen();
  }
}
