import { Turns } from '../base/turns';
import { PortOfOtherRelay, RelayStartError } from '../relay/relayError';
import type { RelayOwner } from '../session/presentation/relayAddress';
import { httpAddress } from '../session/presentation/scriptTag';
import type { LinkStatus } from '../session/relayLink';
import type { Session } from '../session/session';
import { settled } from '../session/settled';
import { actions } from './actions';
import type { Keys } from './keys';
import type { LastRelay, RelayElsewhere } from './lastRelay';
import { openSetting, read, settings } from './settings';
import type { StartMark } from './startMark';
import { requireTrust } from './trust';
import { UserError } from './userError';
import type { PageAccess, WindowsRelay } from './windowsRelay';

/** Longer than the handshake may take. */
const answerTimeoutMs = 8000;

/** What outlives the extension host. */
export interface Remembered {
  readonly lastRelay: Pick<LastRelay, 'get' | 'set'>;
  readonly startMark: Pick<StartMark, 'started' | 'set' | 'clear'>;
}

/** Which relay the session is connected to: that of the windows, or one that runs by itself. */
export class Connection {
  /** The relay that runs by itself, if it is in use. */
  #elsewhere: PageAccess | undefined;
  #startFailure: string | undefined;
  /** Of starting and stopping. */
  readonly #turns = new Turns();

  constructor(
    private readonly session: Session,
    private readonly windows: WindowsRelay,
    private readonly keys: Keys,
    private readonly remembered: Remembered,
  ) {}

  /** The relay in use, if any. */
  get access(): PageAccess | undefined {
    return this.#elsewhere ?? this.windows.access;
  }

  /** What the user was told when Deskside could not be started the last time it was tried. */
  get startFailure(): string | undefined {
    return this.#startFailure;
  }

  get owner(): RelayOwner | undefined {
    if (this.#elsewhere !== undefined) return 'elsewhere';
    if (this.windows.access === undefined) return undefined;
    return this.windows.isHere ? 'here' : 'otherWindow';
  }

  /**
   * Starts a relay in this window or joins that of another one, unless there is one in use already, and connects to it.
   * @throws UserError if another program has the port, a setting is wrong or the workspace is not trusted, or if a relay
   *   that runs by itself does not answer
   */
  async start(): Promise<PageAccess> {
    requireTrust();
    const access = await this.#turns.take(async () => this.access ?? (await this.#startAsWished()));
    const status = await settled(this.session, answerTimeoutMs);
    if (status.kind === 'connected') return this.access ?? access;
    throw this.#noConnection(access.address, status);
  }

  /**
   * Starts as `start` does, for what has to tell a page how to connect.
   * @param otherwise a sentence on how the user gets there without Deskside, if there is a way
   * @throws UserError also if the page key of the relay is not known
   */
  async startForPages(otherwise?: (address: string) => string): Promise<PageAccess & { readonly pageKey: string }> {
    const { address, pageKey } = await this.start();
    if (pageKey !== undefined) return { address, pageKey };
    const what = `Deskside does not know the page key of the relay at ${address}. Connect to it again and paste the line that deskside serve --json printed.`;
    throw new UserError(otherwise === undefined ? what : `${what} ${otherwise(address)}`, [actions.connect]);
  }

  /**
   * Connects to a relay that runs by itself.
   * @throws UserError if the workspace is not trusted
   */
  connectTo(relay: RelayElsewhere): Promise<void> {
    requireTrust();
    const { lastRelay, startMark } = this.remembered;
    const { url, toolKey, pageKey } = relay;
    return this.#turns.take(async () => {
      await this.#stop();
      this.#elsewhere = { address: httpAddress(url) ?? url, pageKey };
      this.session.connect({ url, key: toolKey });
      await lastRelay.set(relay);
      await startMark.set({ elsewhere: url });
    });
  }

  /**
   * Does again what was done in this window before VS Code started the extension anew, if anything was.
   * @throws as `start` and `connectTo` do
   */
  async goOn(): Promise<void> {
    const { lastRelay, startMark } = this.remembered;
    const { started } = startMark;
    if (started === undefined) return;
    if (started.elsewhere === undefined) {
      await this.start();
      return;
    }
    const last = await lastRelay.get();
    // Another window may have connected to another one since.
    if (last?.url === started.elsewhere) await this.connectTo(last);
  }

  /** Stops as the user wishes, and for good. */
  stop(): Promise<void> {
    return this.#turns.take(async () => {
      await this.remembered.startMark.clear();
      await this.#stop();
    });
  }

  /** Stops because VS Code ends the extension, which goes on if it is started again in the same window. */
  shutDown(): Promise<void> {
    return this.#turns.take(() => this.#stop());
  }

  /** Ends what there is and starts as `start` does. */
  restart(): Promise<PageAccess> {
    requireTrust();
    return this.#turns.take(async () => {
      await this.#stop();
      return this.#startAsWished();
    });
  }

  /**
   * From now on only its own pages may connect to the relay of the windows.
   * @returns whether it was told
   */
  forgetOrigins(): Promise<boolean> {
    return this.windows.forgetOrigins();
  }

  /** Makes new keys for all windows, and goes on with them here. */
  async renewKeys(): Promise<void> {
    await this.keys.renew();
    await this.keysChanged();
  }

  /** Goes on with the keys that the windows share now. */
  keysChanged(): Promise<void> {
    return this.#turns.take(() => toUserError(() => this.windows.keysChanged()));
  }

  #noConnection(address: string, status: LinkStatus): UserError {
    const why = status.kind === 'trouble' ? status.message : 'It does not answer.';
    const next =
      this.#elsewhere === undefined ? [actions.startAgain, actions.connect] : [actions.connect, actions.startHere];
    return new UserError(`There is no connection to the relay at ${address}. ${why}`, next);
  }

  async #startAsWished(): Promise<PageAccess> {
    this.#startFailure = undefined;
    try {
      const access = await toUserError(() => this.windows.start(read(settings.port)));
      await this.remembered.startMark.set({});
      return access;
    } catch (error) {
      if (error instanceof UserError) this.#startFailure = error.message;
      throw error;
    }
  }

  async #stop(): Promise<void> {
    this.#elsewhere = undefined;
    await this.windows.stop();
  }
}

/** Another port is the way out when the relay can't start. */
async function toUserError<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof RelayStartError)) throw error;
    const others = error instanceof PortOfOtherRelay ? [actions.connect] : [];
    throw new UserError(error.message, [...others, openSetting(settings.port.id)]);
  }
}
