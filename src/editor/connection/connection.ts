import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { SerialQueue } from '../../base/serialQueue';
import { PortInUse, PortOfOtherRelay, RelayStartError } from '../../relay/relayError';
import { simulatorKey } from '../../relayClient/keys';
import type { RelayOwner } from '../../presentation/connection/relayAddress';
import { httpAddress } from '../../presentation/connection/scriptTag';
import type { LinkStatus } from '../../session/link/toolLink';
import type { Session } from '../../session/session';
import { waitForConnection } from '../../session/link/waitForConnection';
import { actions } from '../ui/actions';
import { tellError } from '../ui/messages';
import type { Keys } from './keys';
import type { LastRelay, RelayElsewhere } from './lastRelay';
import { openSetting, read, settings } from '../settings/settings';
import type { ResumeState } from './resumeState';
import { requireTrust } from '../settings/trust';
import { UserError } from '../ui/userError';
import type { PageAccess, SharedRelay } from '../../sharedRelay/sharedRelay';

/** The relay for as long as something needs it, such as a debug session. */
export interface Lease {
  readonly access: PageAccess;
  /** Stops Deskside, if a lease started it, no other lease is left, and nothing else has asked for the relay since. */
  release(): Promise<void>;
}

/** Longer than the handshake may take. */
const answerTimeoutMs = 8000;

/** What outlives the extension host. */
export interface LastingState {
  readonly lastRelay: Pick<LastRelay, 'get' | 'set'>;
  readonly resumeState: Pick<ResumeState, 'started' | 'set' | 'clear'>;
}

/** Starts, joins and stops the relay that the session uses: the one of the user's windows, or one that runs by itself. */
export class EditorConnection implements Disposable {
  /** The relay that runs by itself, if it is in use. */
  #elsewhere: PageAccess | undefined;
  #startFailure: string | undefined;
  /** Runs starts and stops one at a time. */
  readonly #queue = new SerialQueue();
  readonly #leases = new Set<symbol>();
  readonly #keysSubscription: Disposable;
  /** Whether nothing but leases wants the relay. */
  #isLeasedOnly = false;

  constructor(
    private readonly session: Session,
    private readonly windows: SharedRelay,
    private readonly keys: Keys,
    private readonly remembered: LastingState,
    log: vscode.LogOutputChannel,
  ) {
    this.#keysSubscription = keys.onChange(() => {
      this.#keysChanged().catch((error: unknown) => tellError(error, log));
    });
  }

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
  start(): Promise<PageAccess> {
    return this.#startFor(() => {
      this.#isLeasedOnly = false;
    });
  }

  /**
   * Starts as `start` does, until the lease is released.
   * @throws as `start` does
   */
  async lease(): Promise<Lease> {
    const lease = Symbol('lease');
    const release = (): Promise<void> =>
      this.#queue.run(async () => {
        if (!this.#leases.delete(lease) || this.#leases.size > 0 || !this.#isLeasedOnly) return;
        await this.#stopForGood();
      });
    try {
      const access = await this.#startFor(() => {
        if (this.access === undefined) this.#isLeasedOnly = true;
        this.#leases.add(lease);
      });
      return { access, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /**
   * Starts as `start` does, for what has to tell a page how to connect.
   * @param otherwise a sentence on how the user gets there without Deskside, if there is a way
   * @throws UserError also if the page key of the relay is not known
   */
  async startForPages(otherwise?: (address: string) => string): Promise<PageAccess & { readonly pageKey: string }> {
    return this.requirePageKey(await this.start(), otherwise);
  }

  /** @throws UserError if the page key of the relay is not known; parameters as for `startForPages` */
  requirePageKey(
    { pageKey, ...access }: PageAccess,
    otherwise?: (address: string) => string,
  ): PageAccess & { readonly pageKey: string } {
    if (pageKey !== undefined) return { ...access, pageKey };
    const { address } = access;
    const what = `Deskside does not know the page key of the relay at ${address}. Connect to it again and paste the line that deskside serve --json printed.`;
    throw new UserError(otherwise === undefined ? what : `${what} ${otherwise(address)}`, [actions.connect]);
  }

  /**
   * Connects to a relay that runs by itself.
   * @throws UserError if the workspace is not trusted
   */
  connectTo(relay: RelayElsewhere): Promise<void> {
    requireTrust();
    const { lastRelay, resumeState } = this.remembered;
    const { url, toolKey, pageKey } = relay;
    return this.#queue.run(async () => {
      await this.#stop();
      this.#isLeasedOnly = false;
      this.#elsewhere = { address: httpAddress(url) ?? url, pageKey, simulatorKey: simulatorKey(toolKey) };
      this.session.connect({ url, key: toolKey });
      await lastRelay.set(relay);
      await resumeState.set({ elsewhere: url });
    });
  }

  /**
   * Starts or connects again, if Deskside was in use in this window before VS Code started the extension again.
   * @throws as `start` and `connectTo` do
   */
  async goOn(): Promise<void> {
    const { lastRelay, resumeState } = this.remembered;
    const { started } = resumeState;
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
    return this.#queue.run(() => this.#stopForGood());
  }

  /** Stops because VS Code ends the extension, which goes on if it is started again in the same window. */
  shutDown(): Promise<void> {
    return this.#queue.run(() => this.#stop());
  }

  /** Ends what there is and starts as `start` does. */
  restart(): Promise<PageAccess> {
    requireTrust();
    return this.#queue.run(async () => {
      await this.#stop();
      return this.#startAsWished();
    });
  }

  /**
   * From now on pages of this origin, or of any but its own where none is named, may connect no more to the relay of the
   * windows.
   * @returns whether it was told
   */
  forgetOrigins(origin?: string): Promise<boolean> {
    return this.windows.forgetOrigins(origin);
  }

  /** Makes new keys for all windows, and goes on with them here. */
  async renewKeys(): Promise<void> {
    await this.keys.renew();
    await this.#keysChanged();
  }

  /** Ends nothing but the interest in new keys: `shutDown` ends the connection. */
  dispose(): void {
    this.#keysSubscription.dispose();
  }

  /** Goes on with the keys that the windows share now. */
  #keysChanged(): Promise<void> {
    return this.#queue.run(() => toUserError(() => this.windows.keysChanged()));
  }

  /** @param prepare runs when no other start or stop is under way, before Deskside is started */
  async #startFor(prepare: () => void): Promise<PageAccess> {
    requireTrust();
    const access = await this.#queue.run(async () => {
      prepare();
      return this.access ?? (await this.#startAsWished());
    });
    const status = await waitForConnection(this.session, answerTimeoutMs);
    if (status.kind === 'connected') return this.access ?? access;
    throw this.#noConnection(access.address, status);
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
      await this.remembered.resumeState.set({});
      return access;
    } catch (error) {
      if (error instanceof UserError) this.#startFailure = error.message;
      throw error;
    }
  }

  async #stopForGood(): Promise<void> {
    await this.remembered.resumeState.clear();
    await this.#stop();
  }

  async #stop(): Promise<void> {
    this.#elsewhere = undefined;
    await this.windows.stop();
  }
}

/** In a browser, the extension host and its relay outlive the tab. */
const tabsInBrowsers =
  ' In a browser, VS Code keeps a relay running for hours after its tab is closed: run “Deskside: Stop” before you close a tab.';

/** Another port is the way out when the relay can't start. */
async function toUserError<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof RelayStartError)) throw error;
    const isOtherRelay = error instanceof PortOfOtherRelay;
    const hint = isOtherRelay && vscode.env.uiKind === vscode.UIKind.Web ? tabsInBrowsers : '';
    throw new UserError(error.message + hint, [
      ...(isOtherRelay || error instanceof PortInUse ? [actions.useAnotherPort] : []),
      ...(isOtherRelay ? [actions.connect] : []),
      openSetting(settings.port.id),
    ]);
  }
}
