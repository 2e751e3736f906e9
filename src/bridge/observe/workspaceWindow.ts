import { isRecordObject } from '../../base/guards';
import { guarded } from '../guarded';

/**
 * Which window is Workspace. For a widget it is as the client library finds it: the one given to `targetWWEWindow`, else
 * the opener, else the parent (`seen`); asked anew each time, as the library does. The relay's own page takes the parent
 * alone, since that is whom it names to the relay: any site can open it, and no browser tells who an opener is.
 */
export class WorkspaceWindow {
  #targeted: WindowProxy | undefined;
  #adopted: WindowProxy | undefined;
  /** The window that has said something. */
  #heard: MessageEventSource | undefined;
  readonly #followed = new WeakSet<Element>();

  /** @param changed runs when Workspace is another window than before, or was loaded into it anew */
  constructor(
    private readonly own: Window,
    private readonly isWidget: boolean,
    private readonly changed: () => void,
  ) {}

  get current(): WindowProxy | undefined {
    return this.isWidget ? (this.#targeted ?? this.#opener ?? this.#parent ?? this.#adopted) : this.#parent;
  }

  /** Whether there is nobody to speak to yet: no window, or one that has not begun to load. */
  get isAbsent(): boolean {
    const { current } = this;
    return current === undefined || (current === this.#targeted && isBlank(current));
  }

  /**
   * Whether it may still be loading: a page that holds Workspace, or has opened it, can name its window at any time. One
   * that holds or has opened this page was there before.
   */
  get mayBeLate(): boolean {
    const { current } = this;
    return (
      current !== undefined && current !== this.#heard && (current === this.#targeted || current === this.#adopted)
    );
  }

  /** The page called `targetWWEWindow` with this. */
  target(value: unknown): void {
    const window = asWindow(value);
    if (window !== undefined) this.#follow(window);
    if (window === this.#targeted) return;
    this.#targeted = window;
    this.changed();
  }

  /**
   * A page without opener and parent got a message of Workspace: that it told its library of this window was
   * before the bridge came.
   */
  adopt(source: MessageEventSource | null): void {
    const window = asWindow(source);
    if (this.current !== undefined || window === undefined || window === this.own) return;
    this.#adopted = window;
    this.#follow(window);
    this.changed();
  }

  /**
   * Something came from Workspace.
   * @param source its window
   * @returns whether it is the first thing from one that might have been loading until now
   */
  heard(source: MessageEventSource): boolean {
    const wasLate = source !== this.#heard && (source === this.#targeted || source === this.#adopted);
    this.#heard = source;
    return wasLate;
  }

  /** Hears when the frame that shows this window loads: what was asked before was asked of another page. */
  #follow(window: WindowProxy): void {
    const frame = [...this.own.document.querySelectorAll('iframe')].find((one) => one.contentWindow === window);
    if (frame === undefined || this.#followed.has(frame)) return;
    this.#followed.add(frame);
    frame.addEventListener('load', () =>
      guarded(() => {
        if (frame.contentWindow !== this.current) return;
        this.#heard = undefined;
        this.changed();
      }),
    );
  }

  get #opener(): WindowProxy | undefined {
    return asWindow(this.own.opener);
  }

  get #parent(): WindowProxy | undefined {
    return parentOf(this.own);
  }
}

/** Whether a window shows no page yet: one of its own can be looked into, and an empty page has the origin of its maker. */
function isBlank(window: WindowProxy): boolean {
  try {
    return window.location.href === 'about:blank';
  } catch {
    // It is of another origin.
    return false;
  }
}

/** Windows of other origins can be asked for little; to have `window` as own self is what only windows do. */
export function asWindow(value: unknown): WindowProxy | undefined {
  return isWindow(value) ? value : undefined;
}

/** The window around another one; what a page has put in its place, as a variable of that name does, is none. */
export function parentOf({ parent, window }: Window): WindowProxy | undefined {
  return parent === window ? undefined : asWindow(parent);
}

function isWindow(value: unknown): value is WindowProxy {
  return isRecordObject(value) && value.window === value;
}
