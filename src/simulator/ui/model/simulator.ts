import { DisposableStore, onDispose } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import type { AgentAction, Happening } from '../../desk/actions';
import { SimulatedDesk } from '../../desk/simulatedDesk';
import type { Outcome } from '../../desk/types';
import { Clients } from '../wire/clients';
import type { Host } from '../wire/clients';
import { Faults } from '../wire/faults';
import { MessageLog } from '../wire/messageLog';
import { ObservationReporter } from '../wire/observationReporter';
import { WireServer } from '../wire/wireServer';
import { Arrivals } from './arrivals';
import { browserEnvironment } from './browserEnvironment';
import { Notices } from './notices';
import { Scenarios } from './scenarios';
import { sampleWidgetAddress } from './pageAddress';
import { checkWebAddress, fillIn, nameOfAddress } from './webAddress';
import { Widgets } from './widgets';

/** Everything behind the page: the desk, the wire to the widgets, the widgets themselves. */
export class Simulator implements Disposable {
  readonly desk = new SimulatedDesk(browserEnvironment);
  readonly widgets: Widgets;
  readonly log = new MessageLog();
  readonly faults = new Faults();
  readonly notices = new Notices();
  readonly arrivals = new Arrivals();
  readonly scenarios: Scenarios;
  readonly #clients: Clients;
  readonly #reporter: ObservationReporter;
  readonly #owned = new DisposableStore();

  constructor(private readonly page: Window) {
    const sample = sampleWidgetAddress(new URL(page.location.href));
    this.widgets = new Widgets(this.desk, new Map([[sample, 'Sample widget']]));
    this.#clients = new Clients(page);
    this.#reporter = new ObservationReporter(page.location.origin);
    const newId = () => browserEnvironment.newId();
    const wire = new WireServer(this.desk, this.#clients, this.log, this.faults, this.#reporter, newId);
    this.#owned.add(this.desk);
    this.#owned.add(wire);
    const { desk, faults } = this;
    this.scenarios = this.#owned.add(new Scenarios({ desk, clock: browserEnvironment, widgets: wire.acts, faults }));
    this.#owned.add(this.desk.changed.on(() => this.#forgetClosedWindows()));
    const listen = (event: MessageEvent<unknown>) => wire.message(event);
    page.addEventListener('message', listen);
    this.#owned.add({ dispose: () => page.removeEventListener('message', listen) });
  }

  /** The agent does something; a refusal is shown. */
  act(action: AgentAction): Outcome {
    return this.#shown(this.desk.act(action));
  }

  /** The world does something; a refusal is shown. */
  happen(happening: Happening): Outcome {
    return this.#shown(this.desk.world(happening));
  }

  /** A frame or a popup shows web content until it is disposed of; then what the widget had put on the desk goes. */
  hosts(window: Window, host: Host): Disposable {
    this.#clients.add(window, host);
    if (host.isBridge === true) this.#reporter.attach(window);
    return onDispose(() => {
      const left = this.#clients.remove(window);
      if (left !== undefined) this.#left(left);
    });
  }

  /** Opens a widget's address, its variables filled in, in a window of its own whose opener is this page. */
  openWindow(text: string, name = nameOfAddress(text)): Outcome {
    const address = checkWebAddress(fillIn(text, this.desk.state.agent, undefined));
    if ('refused' in address) return this.#shown({ ok: false, reason: address.refused });
    const popup = this.page.open(address.url, '_blank', 'popup,width=480,height=720');
    if (popup === null) {
      const reason = 'The browser did not open a window. Allow pop-ups for this page and try again.';
      return this.#shown({ ok: false, reason });
    }
    this.hosts(popup, { widget: `${name}, in a window`, visible: () => !popup.closed });
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

  #left({ widget, isPart }: Host): void {
    if (isPart !== true) this.desk.world({ happens: 'widgetLeaves', widget });
  }

  /** Nothing tells that a popup was closed, so it is looked up whenever something happens. */
  #forgetClosedWindows(): void {
    for (const host of this.#clients.removeClosed()) this.#left(host);
  }
}
