import { isBridgeReference } from '../../../api/bridgeReference';
import { isWireMessage, serverUserAgent } from '../../../api/wire';
import { onDispose } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import type { Clients } from './clients';

/** After this time without a message a widget counts as silent. A slow page has usually loaded by then. */
const patienceMs = 8000;

/**
 * `waiting`: nothing was heard of the widget yet, and there is time. `silent`: nothing was heard in all that time, or only
 * the bridge in its page. `library`: its client library has said something. `subscribed`: it has asked for events.
 */
export type Hearing = 'waiting' | 'silent' | 'library' | 'subscribed';

interface Widget {
  hearing: Hearing;
  /** That of its last message. */
  origin?: string;
  bridgeHeard: boolean;
}

/** Follows which widgets have sent messages, and explains why a widget may be silent. */
export class WidgetHearing {
  readonly #widgets = new Map<string, Widget>();
  readonly #changed = new Signal<void>();
  readonly #silent = new Signal<{ readonly widget: string; readonly text: string }>();

  /** @param origin that of this page, as a widget's library would have to name it */
  constructor(
    private readonly clients: Clients,
    private readonly origin: string,
  ) {}

  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** A widget was not heard in time. */
  get silent(): Listenable<{ readonly widget: string; readonly text: string }> {
    return this.#silent;
  }

  /** The widget's frame is in the page: waits for its first message until disposed of. */
  await(name: string): Disposable {
    const widget: Widget = { hearing: 'waiting', bridgeHeard: false };
    this.#widgets.set(name, widget);
    const timer = setTimeout(() => {
      if (isHeard(widget)) return;
      widget.hearing = 'silent';
      this.#changed.emit();
      this.#silent.emit({ widget: name, text: this.#explain(widget) });
    }, patienceMs);
    return onDispose(() => {
      clearTimeout(timer);
      if (this.#widgets.get(name) === widget) this.#widgets.delete(name);
    });
  }

  /** A message came to this page. */
  message({ data, source, origin }: MessageEvent<unknown>): void {
    if (!isWireMessage(data) || data.userAgent === serverUserAgent) return;
    if (source === null || !('window' in source)) return;
    const widget = this.#widgets.get(this.clients.identify(source, origin).widget);
    if (widget === undefined) return;
    if (isBridgeReference(data.referenceId)) {
      widget.bridgeHeard = true;
      return;
    }
    const subscribed = widget.hearing === 'subscribed' || data.event === 'subscribe';
    const hearing = subscribed ? 'subscribed' : 'library';
    if (widget.hearing === hearing && widget.origin === origin) return;
    widget.hearing = hearing;
    widget.origin = origin;
    this.#changed.emit();
  }

  of(name: string): Hearing | undefined {
    return this.#widgets.get(name)?.hearing;
  }

  /** The origin of the widget's last message. */
  originOf(name: string): string | undefined {
    return this.#widgets.get(name)?.origin;
  }

  /** What may be wrong, for a widget that is silent. */
  whySilent(name: string): string | undefined {
    const widget = this.#widgets.get(name);
    return widget?.hearing === 'silent' ? this.#explain(widget) : undefined;
  }

  #explain({ bridgeHeard }: Widget): string {
    const pinned = `its library posts to one target origin in place of *, and that is not ${this.origin}`;
    return bridgeHeard
      ? `Its page is there, since the bridge in it is heard, but its client library has said nothing so far. Perhaps ${pinned}.`
      : `Nothing was heard of it so far. Perhaps nothing answers at its address, a header forbids to frame its page (X-Frame-Options or frame-ancestors), the page has no client library or makes no call as it loads, or ${pinned}. Its console says more.`;
  }
}

function isHeard({ hearing }: Widget): boolean {
  return hearing === 'library' || hearing === 'subscribed';
}
