import type * as vscode from 'vscode';
import { rolePaths } from '../protocol/handshake';
import { logText } from '../relay/logEntry';
import { startRelay } from '../relay/relay';
import type { Relay } from '../relay/relay';
import { PortInUse, RelayStartError } from '../relay/relayError';
import { RelayElection } from '../session/relayElection';
import type { JoinEnd } from '../session/relayElection';
import type { Session } from '../session/session';
import { settled } from '../session/settled';
import { onDispose } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { AllowedOrigins } from './allowedOrigins';
import type { KeyPair, Keys } from './keys';
import { openSetting, read, settings } from './settings';
import { UserError } from './userError';

/** Longer than a proof and a handshake take on one machine. */
const joinTimeoutMs = 4000;

/** A relay as pages reach it. */
export interface PageAccess {
  /** Its HTTP address, without a slash at the end. */
  readonly address: string;
  /** Undefined where the relay is another's, who did not tell it. */
  readonly pageKey: string | undefined;
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

  constructor(
    private readonly session: Session,
    private readonly keys: Keys,
    private readonly origins: AllowedOrigins,
    private readonly assetsFolder: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#election = new RelayElection<Relay>({
      host: () => this.#host(),
      join: () => this.#join(),
      retire: (relay) => relay.dispose(),
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return onDispose(() => clearTimeout(timer));
      },
      failed: (error) => log.warn(`this window can't take over the relay: ${String(error)}`),
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
   * Hosts the relay, or joins the window that does.
   * @throws UserError if another program has the port or a setting is wrong
   */
  async start(): Promise<PageAccess> {
    this.#port = read(settings.port);
    const end = await this.#election.start().catch((error: unknown) => {
      throw error instanceof RelayStartError ? new UserError(error.message, [openSetting(settings.port.id)]) : error;
    });
    if ((end === 'hosting' || end === 'joined') && this.#access !== undefined) return this.#access;
    await this.stop();
    throw portInUse(this.#port);
  }

  async stop(): Promise<void> {
    // Once at first, so that a claim under way ends, and once more for what it still began.
    this.session.disconnect();
    await this.#election.stop();
    this.#access = undefined;
    this.session.disconnect();
  }

  /** The windows have new keys: the host starts its relay again with them, and whoever loses the old one follows. */
  async keysChanged(): Promise<void> {
    const keys = await this.keys.get();
    if (this.#access === undefined || this.#access.pageKey === keys.page) return;
    if (!this.isHere) {
      this.#access = { ...this.#access, pageKey: keys.page };
      return;
    }
    await this.stop();
    await this.start();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #host(): Promise<Relay | undefined> {
    const keys = await this.keys.get();
    const { origins, ports } = this.session.allowed;
    try {
      const relay = await startRelay({
        port: this.#port,
        pageKey: keys.page,
        toolKey: keys.tool,
        allowedOrigins: [...this.origins.list, ...origins],
        forwardedPorts: ports,
        assetsFolder: this.assetsFolder,
        log: (entry) => this.log.debug(`relay: ${logText(entry)}`),
      });
      this.#use(keys);
      return relay;
    } catch (error) {
      if (error instanceof PortInUse) return undefined;
      throw error;
    }
  }

  async #join(): Promise<JoinEnd> {
    const { kind } = this.session.status;
    // The link may have found the new host by itself.
    if (kind !== 'connected') this.#use(await this.keys.get());
    const status = await settled(this.session, joinTimeoutMs);
    if (status.kind === 'connected') return 'joined';
    return status.kind === 'trouble' && !status.retrying ? 'stranger' : 'gone';
  }

  #use(keys: KeyPair): void {
    const address = `127.0.0.1:${this.#port}`;
    this.#access = { address: `http://${address}`, pageKey: keys.page };
    this.session.goOn({ url: `ws://${address}${rolePaths.tool}`, key: keys.tool });
  }
}

function portInUse(port: number): UserError {
  return new UserError(
    `Port ${port} of this machine is in use by a program that does not prove to be Deskside in another of your windows. End that program, or choose another port.`,
    [openSetting(settings.port.id)],
  );
}
