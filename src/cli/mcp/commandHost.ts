import { messageOf } from '../../base/guards';
import { version } from '../../../package.json';
import type { AgentHost, AgentPermissions, ProjectFile } from '../../agents/agentHost';
import { AgentRefusal } from '../../agents/refusal';
import type { SimulatorWidgets } from '../../agents/simulator/simulatorControl';
import { Retryable } from '../../base/retryable';
import { AgentSimulator } from '../../headless/agentSimulator';
import { diagnosisText } from '../../presentation/connection/diagnosis';
import type { Refusal } from '../../protocol/messages';
import { RelayStartError } from '../../relay/relayError';
import { lookAtRelay } from '../../relayClient/httpAnswer';
import { DistinctRefusals } from '../../relayClient/distinctRefusals';
import type { KeyPair } from '../../relayClient/keys';
import { openSocket } from '../../relayClient/toolSocket';
import { waitForConnection } from '../../session/link/waitForConnection';
import { waitForRecords } from '../../session/link/waitForRecords';
import { Session } from '../../session/session';
import { SharedRelay } from '../../sharedRelay/sharedRelay';
import type { PageAccess } from '../../sharedRelay/sharedRelay';
import { commandAdvice } from './commandAdvice';
import { ProjectFiles } from './projectFiles';

/** Longer than the handshake may take. */
const connectionMs = 8_000;
/** What a relay holds of all pages comes within this time. */
const recordsMs = 2_000;

/** Those before help nobody. */
const mostRefusals = 5;

/** What the command was told. */
export interface CommandHostOptions {
  readonly port: number;
  readonly keys: KeyPair;
  /** Whose pages may connect to the relay, where it runs here. */
  readonly origins: readonly string[];
  /** What the relay serves. */
  readonly assetsFolder: string;
  /** The folder whose files may be checked. */
  readonly folder: string;
  readonly permissions: AgentPermissions;
  /** The widgets of the simulated Workspace, where an agent names none. */
  readonly widgets: SimulatorWidgets;
  readonly log: (text: string) => void;
}

/** What `deskside mcp` runs the tools with: a relay of its own, or the one that runs, joined when a tool first needs it. */
export class CommandHost implements AgentHost {
  /** Who started the command trusts the folder in which it runs. */
  readonly isTrusted = true;
  readonly permissions: AgentPermissions;
  readonly simulator: AgentSimulator;
  readonly #session = new Session(openSocket);
  readonly #relay: SharedRelay;
  readonly #files: ProjectFiles;
  readonly #started: Retryable<void>;
  /** The last ones whom the relay turned away, the oldest first. */
  readonly #refusals = new DistinctRefusals<{ readonly refusal: Refusal; readonly at: number }>(mostRefusals);

  constructor({ port, keys, origins, assetsFolder, folder, permissions, widgets, log }: CommandHostOptions) {
    this.permissions = permissions;
    this.#files = new ProjectFiles(folder);
    this.#relay = new SharedRelay(this.#session, {
      keys: { get: () => Promise.resolve(keys) },
      origins: { list: origins },
      assetsFolder,
      log: { debug: () => undefined, info: log, warn: log },
    });
    this.#session.onRefused.on((refusal) => this.#refusals.add(refusal, { refusal, at: performance.now() }));
    this.#started = new Retryable(() => this.#start(port));
    this.simulator = new AgentSimulator({ relay: () => this.#access(), widgets: () => widgets });
  }

  async session(): Promise<Session> {
    await this.#started.load();
    const status = await waitForConnection(this.#session, connectionMs);
    if (status.kind === 'connected') return this.#session;
    const why = status.kind === 'trouble' ? status.message : 'It does not answer.';
    throw new AgentRefusal(`There is no connection to the relay. ${why}`);
  }

  readFile(path: string): Promise<ProjectFile> {
    return this.#files.read(path);
  }

  readModule(path: string): Promise<string | undefined> {
    return this.#files.readModule(path);
  }

  async connectionReport(): Promise<string> {
    // What is wrong with the start stands in the report.
    const startFailure = await this.session().then(() => undefined, messageOf);
    const { access, isHere } = this.#relay;
    const { status, allowed, pages } = this.#session;
    const found = await lookAtRelay(access?.address);
    const report = diagnosisText({
      ...found,
      environment: [`Deskside ${version}`, `Node.js ${process.version}`, process.platform],
      trusted: undefined,
      advice: commandAdvice,
      address: access?.address,
      startFailure,
      owner: access === undefined ? undefined : isHere ? 'here' : 'otherWindow',
      status,
      scriptLoadedAgoMs: undefined,
      allowedOrigins: allowed.origins,
      refusals: [...this.#refusals.values()].map(({ refusal, at }) => ({ ...refusal, agoMs: performance.now() - at })),
      pages: [...pages.values()],
    });
    return isHere
      ? `${report}\nThis command runs the relay: start it with --allow-origin and the origin of a page to let that in, and with --keys for pages to have its key.`
      : report;
  }

  /** Ends the simulator and the connection, and the relay if it runs here. */
  async dispose(): Promise<void> {
    await this.simulator.dispose();
    await this.#relay.stop();
    this.#relay.dispose();
    this.#session.dispose();
  }

  async #access(): Promise<PageAccess> {
    await this.session();
    const { access } = this.#relay;
    if (access === undefined) throw new AgentRefusal('There is no relay. Call again in a moment.');
    return access;
  }

  async #start(port: number): Promise<void> {
    try {
      await this.#relay.start(port);
    } catch (error) {
      if (error instanceof RelayStartError) throw new AgentRefusal(error.message);
      throw error;
    }
    await waitForConnection(this.#session, connectionMs);
    await waitForRecords(this.#session, recordsMs);
  }
}
