import { DisposableStore, onDispose } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { oneLine } from '../../../base/text/oneLine';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import { mostHostedWidgets } from '../../../api/observation';
import type { HostedWidget, WidgetState } from '../../../api/observation';
import type { WidgetHearing } from '../wire/widgetHearing';

/** Longer addresses are cut in reports. */
const longestAddress = 300;

/** A frame with a widget. */
interface WatchedFrame {
  /** The widget's. */
  readonly name: string;
  readonly address: string;
  /** For a widget that is shown for each interaction. */
  readonly interactionId?: string;
}

interface Watched extends WatchedFrame {
  /** Whether anything answers at its address; undefined while that is asked. */
  readonly answers?: boolean;
  /** The frame has loaded a page: the widget's, or the browser's error page. */
  readonly hasPage?: true;
}

/** Why Workspace does not serve a widget. */
export type ShutOut = Extract<WidgetState, 'refused' | 'quarantined'>;

/**
 * How far each widget's frame has come: whether its address answers, and what was heard of it. The page in the frame is of
 * another origin, and a browser shows a grey picture where nothing answers, so the address is asked, too.
 */
export class WidgetStatuses implements Disposable {
  readonly #changed = new Signal<void>();
  readonly #watched = new Map<string, Watched>();
  readonly #owned = new DisposableStore();

  /**
   * @param answers whether anything answers at an address
   * @param shutOut why Workspace does not serve a widget whose messages come from this origin, if it does not
   */
  constructor(
    private readonly hearing: Pick<WidgetHearing, 'changed' | 'of' | 'originOf' | 'whySilent'>,
    private readonly answers: (address: string) => Promise<boolean>,
    private readonly shutOut: (name: string, origin: string) => ShutOut | undefined,
  ) {
    this.#owned.add(hearing.changed.on(() => this.#changed.emit()));
  }

  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** The state of the frame with this key. */
  stateOf(key: string): WidgetState | undefined {
    const watched = this.#watched.get(key);
    return watched === undefined ? undefined : this.#state(watched);
  }

  /** What may be wrong, for a widget that is silent. */
  whySilent(key: string): string | undefined {
    return this.hearing.whySilent(this.#watched.get(key)?.name ?? '');
  }

  /** That nothing answers at the address of the widget, if that is so. */
  whyUnreachable(name: string): string | undefined {
    const watched = [...this.#watched.values()].find((each) => each.name === name && each.answers === false);
    return (
      watched &&
      `Nothing answers at ${new URL(watched.address).origin}. Start the server of the widget, then load it again.`
    );
  }

  /** The widgets as they are reported to the bridge. */
  get all(): HostedWidget[] {
    return [...this.#watched.values()].slice(0, mostHostedWidgets).map((watched) => ({
      name: watched.name,
      address: oneLine(withoutQuery(watched.address), longestAddress),
      state: this.#state(watched),
      ...(watched.interactionId === undefined ? {} : { interactionId: watched.interactionId }),
    }));
  }

  /** Watches a frame until it is disposed of. */
  watch(key: string, frame: WatchedFrame): Disposable {
    this.#set(key, frame);
    void this.#probe(key, frame.address);
    return onDispose(() => {
      this.#watched.delete(key);
      this.#changed.emit();
    });
  }

  /** The frame with this key has loaded a page. */
  pageLoaded(key: string): void {
    const watched = this.#watched.get(key);
    if (watched !== undefined) this.#set(key, { ...watched, hasPage: true });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #state({ name, answers, hasPage }: Watched): WidgetState {
    const heard = this.hearing.of(name);
    const origin = this.hearing.originOf(name);
    if (origin !== undefined && (heard === 'library' || heard === 'subscribed')) {
      return this.shutOut(name, origin) ?? heard;
    }
    if (answers === false) return 'unreachable';
    if (heard === 'silent') return 'silent';
    return answers === true && hasPage === true ? 'loaded' : 'loading';
  }

  async #probe(key: string, address: string): Promise<void> {
    const answers = await this.answers(address);
    const watched = this.#watched.get(key);
    if (watched !== undefined) this.#set(key, { ...watched, answers });
  }

  #set(key: string, watched: Watched): void {
    this.#watched.set(key, watched);
    this.#changed.emit();
  }
}

/** Query and fragment may hold customers' data or keys: they are not reported. */
function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/su, '');
}

/** Whether a server answers at an address. The answer itself is not read. */
export async function anythingAnswers(address: string): Promise<boolean> {
  try {
    await fetch(address, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    return true;
  } catch {
    return false;
  }
}
