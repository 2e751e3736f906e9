import { isRecordObject } from '../base/json';

/**
 * Which window is Workspace. For a widget it is as the client library finds it: the one given to `targetWWEWindow`, else
 * the opener, else the parent (`seen`); asked anew each time, as the library does. The relay's own page takes the parent
 * alone, since that is whom it names to the relay: any site can open it, and no browser tells who an opener is.
 */
export class WorkspaceWindow {
  #targeted: WindowProxy | undefined;
  #adopted: WindowProxy | undefined;

  /** @param changed runs when Workspace is another window than before */
  constructor(
    private readonly own: Window,
    private readonly isWidget: boolean,
    private readonly changed: () => void,
  ) {}

  get current(): WindowProxy | undefined {
    return this.isWidget ? (this.#targeted ?? this.#opener ?? this.#parent ?? this.#adopted) : this.#parent;
  }

  /** The page called `targetWWEWindow` with this. */
  target(value: unknown): void {
    const window = asWindow(value);
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
    this.changed();
  }

  get #opener(): WindowProxy | undefined {
    return asWindow(this.own.opener);
  }

  get #parent(): WindowProxy | undefined {
    return this.own.parent === this.own ? undefined : this.own.parent;
  }
}

/** Windows of other origins can be asked for little; to have `window` as own self is what only windows do. */
function asWindow(value: unknown): WindowProxy | undefined {
  return isWindow(value) ? value : undefined;
}

function isWindow(value: unknown): value is WindowProxy {
  return isRecordObject(value) && value.window === value;
}
