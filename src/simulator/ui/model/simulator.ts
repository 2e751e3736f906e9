import { DisposableStore, onDispose } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import type { AgentAction, Happening } from '../../desk/rules/actions';
import type { SeenWorkspace } from '../../desk/profile/seenWorkspace';
import { SimulatedDesk } from '../../desk/simulatedDesk';
import type { Outcome } from '../../desk/state/types';
import { Clients } from '../wire/clients';
import type { Host } from '../wire/clients';
import { Faults } from '../wire/faults';
import { MessageLog } from '../wire/messageLog';
import { ObservationReporter } from '../wire/observationReporter';
import { WidgetHearing } from '../wire/widgetHearing';
import { WidgetWindows } from '../wire/widgetWindows';
import { WireServer } from '../wire/wireServer';
import { Arrivals } from './samples/arrivals';
import { browserEnvironment } from './browserEnvironment';
import { Notices } from './notices';
import { oncePerFrame } from './oncePerFrame';
import { Recording } from '../recording/recording';
import { Replays } from './played/replays';
import { Scenarios } from './played/scenarios';
import { sampleWidgetAddress } from './address/pageAddress';
import { checkWebAddress, fillIn, nameOfAddress } from './address/webAddress';
import { Widgets } from './widgets';
import { anythingAnswers, WidgetStatuses } from './widgetStatuses';
import type { ShutOut } from './widgetStatuses';

/** Everything behind the page: the desk, the wire to the widgets, the widgets themselves. */
export class Simulator implements Disposable {
  readonly desk: SimulatedDesk;
  readonly widgets: Widgets;
  readonly log = new MessageLog();
  readonly faults = new Faults();
  readonly notices = new Notices();
  readonly arrivals = new Arrivals();
  readonly replays = new Replays(browserEnvironment);
  readonly scenarios: Scenarios;
  readonly recording: Recording;
  readonly hearing: WidgetHearing;
  readonly statuses: WidgetStatuses;
  readonly #clients: Clients;
  readonly #reporter: ObservationReporter;
  readonly #windows: WidgetWindows;
  readonly #owned = new DisposableStore();

  /** @param seen in whose words and shapes Workspace speaks */
  constructor(
    private readonly page: Window,
    readonly seen: SeenWorkspace,
  ) {
    this.desk = new SimulatedDesk(browserEnvironment, {}, seen);
    const sample = sampleWidgetAddress(new URL(page.location.href));
    this.widgets = new Widgets(this.desk, new Map([[sample, 'Sample widget']]));
    this.#clients = new Clients(page);
    this.#reporter = new ObservationReporter(page.location.origin);
    this.hearing = new WidgetHearing(this.#clients, page.location.origin);
    this.statuses = new WidgetStatuses(this.hearing, anythingAnswers, (name, origin) => this.#shutOut(name, origin));
    this.#owned.add(this.hearing.silent.on(({ widget, text }) => this.#tellSilence(widget, text)));
    const newId = () => browserEnvironment.newId();
    const wire = new WireServer(this.desk, this.#clients, this.log, this.faults, this.#reporter, this.replays, newId);
    this.#owned.add(this.desk);
    this.#owned.add(this.replays);
    this.#owned.add(wire);
    const { desk, faults, statuses } = this;
    this.#owned.add(statuses);
    let reported: string | undefined;
    const report = oncePerFrame(() => {
      const widgets = statuses.all;
      const text = JSON.stringify(widgets);
      if (text === reported) return;
      reported = text;
      this.#reporter.report({ kind: 'widgets', widgets });
    });
    this.#owned.add(report);
    this.#owned.add(statuses.changed.on(() => report.request()));
    // The accepted origins and the quarantine are the desk's.
    this.#owned.add(desk.changed.on(() => report.request()));
    const stage = { desk, clock: browserEnvironment, widgets: wire.acts };
    this.scenarios = this.#owned.add(new Scenarios({ ...stage, faults }));
    this.recording = this.#owned.add(new Recording(stage, faults));
    this.#windows = this.#owned.add(new WidgetWindows());
    this.#owned.add(this.desk.changed.on(() => this.#windows.forgetClosed()));
    const listen = (event: MessageEvent<unknown>) => {
      this.hearing.message(event);
      wire.message(event);
    };
    page.addEventListener('message', listen);
    this.#owned.add({ dispose: () => page.removeEventListener('message', listen) });
  }

  /** The agent does something; a refusal is shown. */
  act(action: AgentAction): Outcome {
    return this.#shown(this.recording.act(action));
  }

  /** The world does something; a refusal is shown. */
  happen(happening: Happening): Outcome {
    return this.#shown(this.recording.happen(happening));
  }

  /** A frame or a popup shows web content until it is disposed of; then what the widget had put on the desk goes. */
  hosts(window: Window, host: Host): Disposable {
    this.#clients.add(window, host);
    if (host.isBridge === true) this.#reporter.attach(window);
    const isWidget = host.isBridge !== true && host.isPart !== true;
    const heard = isWidget ? this.hearing.await(host.widget) : undefined;
    return onDispose(() => {
      heard?.dispose();
      const left = this.#clients.remove(window);
      if (left !== undefined) this.#left(left);
    });
  }

  /** Opens a widget's address, its variables filled in, in a window of its own whose opener is this page. */
  openWindow(text: string, name = nameOfAddress(text)): Outcome {
    const address = checkWebAddress(fillIn(text, this.desk.state.agent, undefined));
    if ('refused' in address) return this.#shown({ ok: false, reason: address.refused });
    const popup = this.page.open(address.url, '_blank', 'popup,width=480,height=720');
    if (popup === null) return this.#shown({ ok: false, reason: this.#whyNoWindow() });
    const widget = this.#windows.freeName(name);
    const owned = new DisposableStore();
    owned.add(this.hosts(popup, { widget, visible: () => !popup.closed }));
    owned.add(this.statuses.watch(widget, { name: widget, address: address.url }));
    // A window of another origin does not say that it has loaded.
    this.statuses.pageLoaded(widget);
    this.#windows.add(popup, { name: widget, owned });
    return { ok: true };
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** A blocked mark-done has a warning of its own. */
  #shown(outcome: Outcome): Outcome {
    if (!outcome.ok && this.desk.state.markdoneWarning === undefined) this.notices.show(outcome.reason);
    return outcome;
  }

  /** A frame may be forbidden to open windows, as in a tab of VS Code; the user can't change that. */
  #whyNoWindow(): string {
    return this.page === this.page.parent
      ? 'The browser did not open a window. Allow pop-ups for this page and try again.'
      : 'No window can be opened from here. Open the simulated Workspace in your browser, and open the window there.';
  }

  #shutOut(name: string, origin: string): ShutOut | undefined {
    if (this.desk.state.quarantined.has(name)) return 'quarantined';
    return this.desk.accepts({ origin }) ? undefined : 'refused';
  }

  #tellSilence(widget: string, guess: string): void {
    const text = this.statuses.whyUnreachable(widget) ?? guess;
    this.log.add({ direction: 'in', kind: 'silence', widget, name: text, message: undefined });
    this.#reporter.report({ kind: 'notice', text: `${widget}: ${text}` });
  }

  #left({ widget, isPart }: Host): void {
    if (isPart !== true) this.desk.world({ happens: 'widgetLeaves', widget });
  }
}
