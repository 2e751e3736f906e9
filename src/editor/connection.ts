import { rolePaths } from '../protocol/handshake';
import { logText } from '../relay/logEntry';
import { startRelay } from '../relay/relay';
import type { Relay } from '../relay/relay';
import { PortInUse, RelayStartError } from '../relay/relayError';
import type { GivenRelay } from '../session/presentation/relayAddress';
import { httpAddress } from '../session/presentation/scriptTag';
import type { LinkStatus } from '../session/relayLink';
import type { Session } from '../session/session';
import type { Disposable } from '../base/disposable';
import type * as vscode from 'vscode';
import type { AllowedOrigins } from './allowedOrigins';
import type { KeyPair, Keys } from './keys';
import { openSetting, read, settings } from './settings';
import { requireTrust } from './trust';
import { UserError } from './userError';

/** Longer than the handshake may take. */
const answerTimeoutMs = 8000;

/** A relay as pages reach it. */
export interface PageAccess {
  /** Its HTTP address, without a slash at the end. */
  readonly address: string;
  /** Undefined where the relay is another's, who did not tell it. */
  readonly pageKey: string | undefined;
}

/** Whose the relay in use is: this window's, another window's, which has the same keys, or somebody else's. */
export type RelayOwner = 'here' | 'otherWindow' | 'elsewhere';

/** Which relay the session is connected to, and the relay itself if this window runs it. */
export class Connection {
  #relay: Relay | undefined;
  #access: PageAccess | undefined;
  /** The keys in use, where they are those that the windows share. */
  #keysInUse: KeyPair | undefined;
  /** Waits for a relay with old keys to end. */
  #farewell: Disposable | undefined;
  /** Starting and stopping take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly keys: Keys,
    private readonly origins: AllowedOrigins,
    private readonly assetsFolder: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The relay in use, if any. */
  get access(): PageAccess | undefined {
    return this.#access;
  }

  get owner(): RelayOwner | undefined {
    if (this.#access === undefined) return undefined;
    if (this.#relay !== undefined) return 'here';
    return this.#keysInUse === undefined ? 'elsewhere' : 'otherWindow';
  }

  /**
   * Starts a relay in this window and connects to it, unless there is one already.
   * @throws UserError if the port is taken, a setting is wrong or the workspace is not trusted, or if the relay that
   *   another runs does not answer
   */
  async start(): Promise<PageAccess> {
    requireTrust();
    const access = await this.#inTurn(async () => this.#access ?? (await this.#start()));
    if (this.#relay !== undefined) return access;
    const status = await settled(this.session);
    if (status.kind === 'connected') return this.#access ?? access;
    throw noConnection(access.address, status);
  }

  /**
   * Connects to the relay of another window, which has the same keys, on the port of the settings.
   * @throws UserError if a setting is wrong or the workspace is not trusted
   */
  join(): Promise<void> {
    requireTrust();
    return this.#inTurn(async () => {
      await this.#stop();
      this.#useShared(`http://127.0.0.1:${read(settings.port)}`, await this.keys.get());
    });
  }

  /**
   * Connects to a relay that runs by itself.
   * @throws UserError if the workspace is not trusted
   */
  connectTo(given: GivenRelay, toolKey: string): Promise<void> {
    requireTrust();
    return this.#inTurn(async () => {
      await this.#stop();
      this.#use({ address: httpAddress(given.url) ?? given.url, pageKey: given.pageKey }, toolKey);
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  /** Ends what there is and starts a relay in this window. */
  restart(): Promise<PageAccess> {
    requireTrust();
    return this.#inTurn(async () => {
      await this.#stop();
      return this.#start();
    });
  }

  /**
   * Starts the relay again if this window runs it.
   * @returns whether it does
   */
  async restartOwn(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#relay === undefined) return false;
      await this.#stop();
      await this.#start();
      return true;
    });
  }

  /** Makes new keys for all windows, and goes on with them here. */
  renewKeys(): Promise<void> {
    return this.#inTurn(async () => this.#takeKeys(await this.keys.renew()));
  }

  /** Goes on with the keys that the windows share now. */
  keysChanged(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#keysInUse !== undefined) await this.#takeKeys(await this.keys.get());
    });
  }

  /** The window of the relay starts it again with the new keys, a window that joined it connects again. */
  async #takeKeys(keys: KeyPair): Promise<void> {
    if (this.#keysInUse === undefined || sameKeys(this.#keysInUse, keys)) return;
    if (this.#relay !== undefined) {
      await this.#stop();
      await this.#start();
    } else if (this.#access !== undefined) {
      this.#rejoin(this.#access.address, keys);
    }
  }

  /** The other window's relay may still have the old keys: while the connection to it holds, the new ones wait. */
  #rejoin(address: string, keys: KeyPair): void {
    this.#farewell?.dispose();
    if (this.session.status.kind !== 'connected') {
      this.#useShared(address, keys);
      return;
    }
    this.#access = { address, pageKey: keys.page };
    this.#keysInUse = keys;
    const farewell = this.session.onStatus.on(() => {
      farewell.dispose();
      // Not from within the news: the link has not yet done what it does about a lost connection.
      void this.#inTurn(() => {
        if (this.#farewell === farewell) this.#useShared(address, keys);
      });
    });
    this.#farewell = farewell;
  }

  async #start(): Promise<PageAccess> {
    const port = read(settings.port);
    const keys = await this.keys.get();
    try {
      this.#relay = await startRelay({
        port,
        pageKey: keys.page,
        toolKey: keys.tool,
        allowedOrigins: this.origins.list,
        assetsFolder: this.assetsFolder,
        log: (entry) => this.log.debug(`relay: ${logText(entry)}`),
      });
    } catch (error) {
      if (error instanceof PortInUse) throw portInUse(port);
      throw error instanceof RelayStartError ? new UserError(error.message, [openSetting(settings.port.id)]) : error;
    }
    return this.#useShared(this.#relay.address, keys);
  }

  #useShared(address: string, keys: KeyPair): PageAccess {
    const access = this.#use({ address, pageKey: keys.page }, keys.tool);
    this.#keysInUse = keys;
    return access;
  }

  #use(access: PageAccess, toolKey: string): PageAccess {
    this.#forget();
    this.#access = access;
    this.session.connect({ url: `${access.address.replace(/^http/, 'ws')}${rolePaths.tool}`, key: toolKey });
    return access;
  }

  async #stop(): Promise<void> {
    this.#forget();
    this.session.disconnect();
    const relay = this.#relay;
    this.#relay = undefined;
    await relay?.dispose();
  }

  #forget(): void {
    this.#access = undefined;
    this.#keysInUse = undefined;
    this.#farewell?.dispose();
    this.#farewell = undefined;
  }

  async #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const before = this.#turn;
    const done = before.then(work, work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** The status once it is known whether the relay answers. */
async function settled({ status, onStatus }: Session): Promise<LinkStatus> {
  if (status.kind !== 'connecting') return status;
  let listener: Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<LinkStatus>((resolve) => {
      listener = onStatus.on((now) => {
        if (now.kind !== 'connecting') resolve(now);
      });
      timer = setTimeout(() => resolve(status), answerTimeoutMs);
    });
  } finally {
    listener?.dispose();
    clearTimeout(timer);
  }
}

function noConnection(address: string, status: LinkStatus): UserError {
  const why = status.kind === 'trouble' ? status.message : 'It does not answer.';
  return new UserError(`There is no connection to the relay at ${address}. ${why}`, [
    { title: 'Start Again', command: 'deskside.restart' },
    { title: 'Connect to Relay…', command: 'deskside.connect' },
  ]);
}

function sameKeys(a: KeyPair, b: KeyPair): boolean {
  return a.page === b.page && a.tool === b.tool;
}

function portInUse(port: number): UserError {
  return new UserError(
    `Port ${port} of this machine is in use. If Deskside runs in another window, join it; if it is another program, choose another port.`,
    [{ title: 'Join It', command: 'deskside.join' }, openSetting(settings.port.id)],
  );
}
