import { onDispose } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { rolePaths } from '../protocol/handshake';
import { logText } from '../relay/logEntry';
import type { LogEntry } from '../relay/logEntry';
import type { Relay } from '../relay/relay';
import { PortInUse, PortOfOtherRelay, PortSilent, RelayStartError } from '../relay/relayError';
import { RelayElection } from '../session/relayElection';
import type { JoinEnd } from '../session/relayElection';
import type { Session } from '../session/session';
import type { LinkStatus } from '../session/relayLink';
import { settled } from '../session/settled';
import { answerAt } from './httpAnswer';
import type { KeyPair } from './keys';

/** Longer than a proof and a handshake take on one machine. */
const joinTimeoutMs = 4000;

/** A relay as pages reach it. */
export interface PageAccess {
  /** Its HTTP address, without a slash at the end. */
  readonly address: string;
  /** Undefined where the relay is another's, who did not tell it. */
  readonly pageKey: string | undefined;
}

/** What all windows of the user have in common, and where this one logs. */
export interface WindowsRelayOptions {
  readonly keys: { get(): Promise<KeyPair> };
  /** Whose pages may always connect. */
  readonly origins: { readonly list: readonly string[] };
  /** What the relay serves. */
  readonly assetsFolder: string;
  readonly log: { debug(text: string): void; info(text: string): void; warn(text: string): void };
  /** Hears what happens in the relay that runs here. */
  readonly heard?: (entry: LogEntry) => void;
}

/**
 * The one relay of all windows, with the keys that they share: the first window hosts it, the others join it, and one of
 * them takes over when the host goes. Connects the session to it.
 */
export class WindowsRelay implements Disposable {
  readonly #election: RelayElection<Relay>;
  readonly #listener: Disposable;
  #port = 0;
  #access: PageAccess | undefined;
  /** How the last attempt to join whoever has the port ended. */
  #joinEnd: LinkStatus = { kind: 'off' };

  constructor(
    private readonly session: Session,
    private readonly options: WindowsRelayOptions,
  ) {
    this.#election = new RelayElection<Relay>({
      host: () => this.#host(),
      join: () => this.#join(),
      retire: (relay) => relay.dispose(),
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return onDispose(() => clearTimeout(timer));
      },
      failed: (error) => options.log.warn(`this window can't take over the relay: ${String(error)}`),
    });
    this.#listener = session.onStatus.on(({ kind }) => {
      if (kind === 'trouble') void this.#election.lost();
    });
  }

  /** Undefined while this window has no part in it. */
  get access(): PageAccess | undefined {
    return this.#access;
  }

  /** Whether this window runs it. */
  get isHere(): boolean {
    return this.#election.relay !== undefined;
  }

  /**
   * Hosts the relay on this port, or joins the window that does.
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
    // Once at first, so that a claim under way ends, and once more for what it still began.
    this.session.disconnect();
    await this.#election.stop();
    this.#access = undefined;
    this.session.disconnect();
  }

  /**
   * The windows have new keys: the host starts its relay again with them, and whoever loses the old one follows.
   * @throws as `start` does
   */
  async keysChanged(): Promise<void> {
    const keys = await this.options.keys.get();
    if (this.#access === undefined || this.#access.pageKey === keys.page) return;
    if (!this.isHere) {
      this.#access = { ...this.#access, pageKey: keys.page };
      return;
    }
    await this.stop();
    await this.start(this.#port);
  }

  /**
   * From now on only the relay's own pages may connect.
   * @returns whether the relay was told
   */
  async forgetOrigins(): Promise<boolean> {
    if (await this.session.forgetOrigins()) return true;
    this.#election.relay?.forgetOrigins();
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
      log.info(`this window runs the relay on port ${this.#port}`);
      this.#use(pair);
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
      `Another window of VS Code has port ${port}, and this one can't join it. ${status.message}`,
    );
  }

  async #join(): Promise<JoinEnd> {
    // The link may have found the new host by itself.
    if (this.session.status.kind !== 'connected') this.#use(await this.options.keys.get());
    const status = (this.#joinEnd = await settled(this.session, joinTimeoutMs));
    if (status.kind === 'connected') return 'joined';
    return status.kind === 'trouble' && !status.retrying ? 'stranger' : 'gone';
  }

  #use(keys: KeyPair): void {
    const host = `127.0.0.1:${this.#port}`;
    this.#access = { address: `http://${host}`, pageKey: keys.page };
    this.session.goOn({ url: `ws://${host}${rolePaths.tool}`, key: keys.tool });
  }
}
