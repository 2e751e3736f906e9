import { onDispose } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { rolePaths } from '../protocol/handshake';
import { simulatorKey } from '../relayClient/keys';
import type { KeyPair } from '../relayClient/keys';
import { logText } from '../relay/logEntry';
import type { RelayLogEntry } from '../relay/logEntry';
import type { Relay } from '../relay/relay';
import { PortInUse, PortOfOtherRelay, PortSilent, RelayStartError } from '../relay/relayError';
import { RelayElection } from './relayElection';
import type { JoinEnd } from './relayElection';
import type { Session } from '../session/session';
import type { LinkStatus } from '../session/link/toolLink';
import { waitForConnection } from '../session/link/waitForConnection';
import { answerAt } from '../relayClient/httpAnswer';

/** Longer than a proof and a handshake take on one machine. */
const joinTimeoutMs = 4000;

/** A relay as pages reach it. */
export interface PageAccess {
  /** Its HTTP address, without a slash at the end. */
  readonly address: string;
  /** Undefined where the relay is another's, who did not tell it. */
  readonly pageKey: string | undefined;
  /** Of the simulated Workspace that is opened from here. */
  readonly simulatorKey: string;
}

/** What all windows and commands of the user have in common, and where this one logs. */
export interface SharedRelayOptions {
  readonly keys: { get(): Promise<KeyPair> };
  /** Whose pages may always connect. */
  readonly origins: { readonly list: readonly string[] };
  /** What the relay serves. */
  readonly assetsFolder: string;
  readonly log: { debug(text: string): void; info(text: string): void; warn(text: string): void };
  /** Hears what happens in the relay that runs here. */
  readonly heard?: (entry: RelayLogEntry) => void;
}

/**
 * The one relay of all windows and commands of a user, with the keys that they share: the first of them hosts it, the others
 * join it, and one of them takes over when the host goes. Connects the session to it.
 */
export class SharedRelay implements Disposable {
  readonly #election: RelayElection<Relay>;
  readonly #listener: Disposable;
  #port = 0;
  #access: PageAccess | undefined;
  /** How the last attempt to join the program on the port ended. */
  #joinEnd: LinkStatus = { kind: 'off' };

  constructor(
    private readonly session: Session,
    private readonly options: SharedRelayOptions,
  ) {
    this.#election = new RelayElection<Relay>({
      host: () => this.#host(),
      join: () => this.#join(),
      retire: (relay) => relay.dispose(),
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return onDispose(() => clearTimeout(timer));
      },
      failed: (error) => options.log.warn(`the relay can't be taken over: ${String(error)}`),
    });
    this.#listener = session.onStatus.on(({ kind }) => {
      if (kind === 'trouble') void this.#election.lost();
    });
  }

  /** Undefined while nobody here has a part in it. */
  get access(): PageAccess | undefined {
    return this.#access;
  }

  /** Whether it runs here. */
  get isHere(): boolean {
    return this.#election.relay !== undefined;
  }

  /**
   * Hosts the relay on this port, or joins the relay that has the port.
   * @param port 0 for any that is free: nobody else can join then
   * @throws RelayStartError if that can't be, of the kind that says why: `PortInUse`, `PortOfOtherRelay`, `PortSilent`
   */
  async start(port: number): Promise<PageAccess> {
    this.#port = port;
    const end = await this.#election.start();
    if ((end === 'hosting' || end === 'joined') && this.#access !== undefined) return this.#access;
    await this.stop();
    throw await this.#whyNot(port);
  }

  async stop(): Promise<void> {
    // The first call ends an election that is under way, the second one a connection that the election still began.
    this.session.disconnect();
    await this.#election.stop();
    this.#access = undefined;
    this.session.disconnect();
  }

  /**
   * The windows have new keys: the host starts its relay again with them, and the other windows connect again.
   * @throws as `start` does
   */
  async keysChanged(): Promise<void> {
    const keys = await this.options.keys.get();
    if (this.#access === undefined || this.#access.pageKey === keys.page) return;
    if (!this.isHere) {
      this.#access = { ...this.#access, pageKey: keys.page, simulatorKey: simulatorKey(keys.tool) };
      return;
    }
    await this.stop();
    await this.start(this.#port);
  }

  /**
   * From now on pages of this origin may connect no more, or of any but the relay's own where none is named.
   * @returns whether the relay was told
   */
  async forgetOrigins(origin?: string): Promise<boolean> {
    if (await this.session.forgetOrigins(origin)) return true;
    this.#election.relay?.forgetOrigins(origin);
    return this.isHere;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #host(): Promise<Relay | undefined> {
    const { keys, origins, assetsFolder, log, heard } = this.options;
    const pair = await keys.get();
    const { allowed } = this.session;
    try {
      const { startRelay } = await import('../relay/relay');
      const relay = await startRelay({
        port: this.#port,
        pageKey: pair.page,
        toolKey: pair.tool,
        allowedOrigins: [...origins.list, ...allowed.origins],
        forwardedPorts: allowed.ports,
        assetsFolder,
        log: (entry) => {
          log.debug(`relay: ${logText(entry)}`);
          heard?.(entry);
        },
      });
      log.info(`the relay runs here, on port ${relay.port}`);
      this.#use(pair, relay.port);
      return relay;
    } catch (error) {
      if (error instanceof PortInUse) return undefined;
      throw error;
    }
  }

  async #whyNot(port: number): Promise<RelayStartError> {
    const status = this.#joinEnd;
    if (status.kind !== 'trouble' || status.end === 'unreachable') return new PortSilent(port);
    if (status.end === 'unproven') {
      const isRelay = (await answerAt(`http://127.0.0.1:${port}`)) === 'relay';
      return isRelay ? new PortOfOtherRelay(port) : new PortInUse(port);
    }
    return new RelayStartError(
      `Another window of VS Code, or a command of Deskside, has port ${port}, and this one can't join it. ${status.message}`,
    );
  }

  async #join(): Promise<JoinEnd> {
    // The session may have reconnected to the new host already.
    if (this.session.status.kind !== 'connected') this.#use(await this.options.keys.get(), this.#port);
    const status = (this.#joinEnd = await waitForConnection(this.session, joinTimeoutMs));
    if (status.kind === 'connected') return 'joined';
    return status.kind === 'trouble' && !status.retrying ? 'stranger' : 'gone';
  }

  #use(keys: KeyPair, port: number): void {
    const host = `127.0.0.1:${port}`;
    this.#access = { address: `http://${host}`, pageKey: keys.page, simulatorKey: simulatorKey(keys.tool) };
    this.session.goOn({ url: `ws://${host}${rolePaths.tool}`, key: keys.tool });
  }
}
