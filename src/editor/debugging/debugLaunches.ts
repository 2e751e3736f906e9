import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { isRecordObject } from '../../base/guards';
import {
  ConfigurationProblem,
  ownProperty,
  readLaunch,
  toBrowserConfiguration,
  widgetPathMapping,
} from '../../debugger/launch/configuration';
import type { Launch } from '../../debugger/launch/configuration';
import { waitForAnswer } from '../../headless/waitForAnswer';
import { quoted } from '../../presentation/text/text';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import type { EditorConnection, Lease } from '../connection/connection';
import type { PortForwarding } from '../connection/portForwarding';
import { read, settings } from '../settings/settings';
import { requireTrust } from '../settings/trust';
import { scenarioIn } from '../scenario/scenarioCommand';
import { simulatorUrl } from '../simulator/simulator';
import { tellError } from '../ui/messages';
import { UserError } from '../ui/userError';
import { chooseBrowser, openConfigurations } from './browserChoice';
import { fittingConfiguration, offeredConfigurations } from './offers';

type Folder = vscode.WorkspaceFolder | undefined;
type Configuration = vscode.DebugConfiguration;

/** How long the server of a widget may take to start. */
const serverPatienceMs = 30_000;

/** VS Code begins a session at once when its configuration is ready. One that does not begin was cancelled. */
const sessionStartMs = 30_000;

const startedSchema = v.object({
  [ownProperty]: v.object({
    launch: v.string(),
    /** Whether the bridge belongs into its pages, since they are of a live Workspace. */
    bridge: v.boolean(),
    /** The browser that was there before, and the pages that are meant. */
    attached: v.optional(v.object({ browser: v.string(), urlFilter: v.optional(v.string()) })),
  }),
});
export type StartedLaunch = v.InferOutput<typeof startedSchema>[typeof ownProperty];

/** What the configuration of a session says about how Deskside started it; undefined if Deskside did not. */
export function startedByDeskside({
  configuration,
}: Pick<vscode.DebugSession, 'configuration'>): StartedLaunch | undefined {
  return v.is(startedSchema, configuration) ? configuration[ownProperty] : undefined;
}

const retry = { title: 'Try Again', command: 'workbench.action.debug.start' } as const;

/**
 * Makes browsers' configurations of those of type `deskside`, starts what they need, and stops that again when the debug
 * session ends.
 */
export class DebugLaunches implements Disposable {
  readonly #owned = new DisposableStore();
  /** By the id that the session's configuration bears. */
  readonly #held = new Map<string, { readonly lease: Lease; readonly unlessStarted: NodeJS.Timeout }>();

  /** @param isRemote whether this extension runs on another machine than VS Code's window */
  constructor(
    private readonly connection: EditorConnection,
    private readonly forwarding: PortForwarding,
    private readonly isRemote: boolean,
    private readonly log: vscode.LogOutputChannel,
  ) {
    // For the types of browsers; VS Code asks those for all types last.
    this.#owned.add(
      vscode.debug.registerDebugConfigurationProvider('*', {
        resolveDebugConfigurationWithSubstitutedVariables: (folder, configuration, token) =>
          ownProperty in configuration ? this.#prepare(folder, configuration, token) : configuration,
      }),
    );
    this.#owned.add(
      vscode.debug.onDidStartDebugSession((session) => {
        clearTimeout(this.#held.get(startedByDeskside(session)?.launch ?? '')?.unlessStarted);
      }),
    );
    this.#owned.add(
      vscode.debug.onDidTerminateDebugSession((session) => {
        const started = startedByDeskside(session);
        if (started !== undefined) void this.#release(started.launch);
      }),
    );
  }

  /** The configurations that fit a folder. */
  async offers(folder: Folder): Promise<Configuration[]> {
    return [...(await offeredConfigurations(folder))];
  }

  /**
   * The browser's configuration that stands for one of type `deskside`. One without a type, as VS Code has it where there is
   * no launch.json, becomes what fits the folder.
   * @returns undefined if there can be none; the user knows why then
   */
  async toBrowser(folder: Folder, configuration: Configuration): Promise<Configuration | undefined> {
    return this.#orTold(async () => {
      const isTyped = Object.hasOwn(configuration, 'type');
      const given = isTyped ? configuration : { ...configuration, ...(await fittingConfiguration(folder)) };
      if (given.type === 'node-terminal') return given;
      const located = { ...browserLocations(), ...given };
      const { type, ...program } = await chooseBrowser(located, this.#isHere(located));
      return toBrowserConfiguration({ ...located, ...program }, type);
    });
  }

  dispose(): void {
    for (const { unlessStarted } of this.#held.values()) clearTimeout(unlessStarted);
    this.#owned.dispose();
  }

  /** Starts what a browser's configuration needs. VS Code has put in the values of variables and run the task before it. */
  #prepare(
    folder: Folder,
    configuration: Configuration,
    token: vscode.CancellationToken | undefined,
  ): Promise<Configuration | undefined> {
    return this.#orTold(async () => {
      requireTrust();
      if (configuration.request === 'attach') {
        const attached = await this.#requireBrowser(configuration);
        return this.#leased(configuration, { bridge: true, ...(attached && { attached }) }, () => Promise.resolve({}));
      }
      const launch = readLaunch(configuration[ownProperty]);
      const widgets = widgetsOf(launch);
      const scenario = launch.scenario === undefined ? undefined : await findScenario(folder, launch.scenario);
      const addresses = [...widgets.widgets, ...widgets.interactionWidgets];
      await waitForServers(addresses, token);
      const { webRoot, pathMapping }: Readonly<Record<string, unknown>> = configuration;
      return this.#leased(configuration, { bridge: launch.url !== undefined }, async (lease) => ({
        url: launch.url ?? (await this.#simulator(lease, widgets, scenario)),
        pathMapping: {
          ...(typeof webRoot === 'string' && widgetPathMapping(webRoot, addresses)),
          ...(isRecordObject(pathMapping) && pathMapping),
        },
      }));
    });
  }

  /** Adds to a configuration what depends on the relay, which runs until the session ends. */
  async #leased(
    configuration: Configuration,
    started: Omit<StartedLaunch, 'launch'>,
    complete: (lease: Lease) => Promise<object>,
  ): Promise<Configuration> {
    const lease = await this.connection.lease();
    const launch = randomUUID();
    const unlessStarted = setTimeout(() => void this.#release(launch), sessionStartMs);
    this.#held.set(launch, { lease, unlessStarted });
    try {
      if (started.bridge) this.connection.requirePageKey(lease.access);
      const complement = await complete(lease);
      return { ...configuration, ...complement, [ownProperty]: { launch, ...started } };
    } catch (error) {
      await this.#release(launch);
      throw error;
    }
  }

  async #simulator(
    { access }: Lease,
    widgets: Required<ReturnType<typeof widgetsOf>>,
    scenario: Scenario | undefined,
  ): Promise<string> {
    const address = await simulatorUrl(access, this.forwarding, widgets);
    if (scenario === undefined) return address;
    const { withScenario } = await import('../../simulator/scenario/format/scenarioAddress');
    return withScenario(address, scenario);
  }

  /**
   * The browser to attach to, unless that is elsewhere or VS Code's own.
   * @throws UserError if no browser listens where the configuration says
   */
  async #requireBrowser(configuration: Configuration): Promise<StartedLaunch['attached']> {
    const { type, address, port, urlFilter } = configuration;
    if (!this.#isHere(configuration) || type.endsWith('editor-browser')) return undefined;
    const place = `${String(address)}:${String(port)}`;
    const browser = `http://${place}`;
    if (URL.canParse(browser) && (await waitForAnswer(`${browser}/json/version`, 0))) {
      return { browser, ...(typeof urlFilter === 'string' && { urlFilter }) };
    }
    throw new UserError(
      `No browser can be debugged at ${quoted(place)}. Start one with --remote-debugging-port=${String(port)} and a --user-data-dir of its own, log in to Workspace there, and try again.`,
      [retry, openConfigurations],
    );
  }

  /** Whether the browser of a configuration runs on the machine of this extension. */
  #isHere({ request, browserLaunchLocation, browserAttachLocation }: Configuration): boolean {
    const location: unknown = request === 'attach' ? browserAttachLocation : browserLaunchLocation;
    return !this.isRemote || location === 'workspace';
  }

  async #release(launch: string): Promise<void> {
    const held = this.#held.get(launch);
    this.#held.delete(launch);
    clearTimeout(held?.unlessStarted);
    try {
      await held?.lease.release();
    } catch (error) {
      tellError(error, this.log);
    }
  }

  /** VS Code would show an error of a provider in a modal window without a next step. */
  async #orTold(resolve: () => Promise<Configuration>): Promise<Configuration | undefined> {
    try {
      return await resolve();
    } catch (error) {
      if (error instanceof ConfigurationProblem) {
        tellError(
          new UserError(`This debug configuration can't be used: ${error.message}.`, [openConfigurations]),
          this.log,
        );
      } else if (!(error instanceof vscode.CancellationError)) {
        tellError(error, this.log);
      }
      return undefined;
    }
  }
}

/** VS Code in a browser can start no other one where the user is: what it debugs is beside the folder. */
function browserLocations(): object {
  if (vscode.env.uiKind !== vscode.UIKind.Web) return {};
  return { browserLaunchLocation: 'workspace', browserAttachLocation: 'workspace' };
}

/** The widgets of a launch: of the simulated Workspace those of the settings, unless it names any itself. */
function widgetsOf({ widget, interactionWidget, url }: Launch): {
  readonly widgets: readonly string[];
  readonly interactionWidgets: readonly string[];
} {
  const namesAny = widget !== undefined || interactionWidget !== undefined;
  if (namesAny || url !== undefined) return { widgets: widget ?? [], interactionWidgets: interactionWidget ?? [] };
  return { widgets: read(settings.widgets), interactionWidgets: read(settings.interactionWidgets) };
}

/**
 * @param name of a file, from the folder or from the root, or of a scenario that comes with Deskside
 * @throws UserError if there is none, or if it is wrong
 */
async function findScenario(folder: Folder, name: string): Promise<Scenario> {
  const { findShippedScenario, shippedScenarioNames } = await import('../../simulator/scenario/format/shipped');
  const shipped = findShippedScenario(name);
  if (shipped !== undefined) return shipped;
  const root = folder ?? vscode.workspace.workspaceFolders?.[0];
  const uri = isAbsolute(name) || root === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(root.uri, name);
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new UserError(
      `There is no scenario ${quoted(name)}. Correct “scenario”: a file of the folder, or one of ${shippedScenarioNames.join(', ')}.`,
      [openConfigurations],
    );
  }
  return scenarioIn(document);
}

/**
 * Waits until all of these addresses answer, with a progress that can be cancelled where one does not at once.
 * @throws UserError if one does not; vscode.CancellationError
 */
async function waitForServers(
  addresses: readonly string[],
  token: vscode.CancellationToken | undefined,
): Promise<void> {
  const silent = async (timeoutMs: number, among: readonly string[], signal?: AbortSignal): Promise<string[]> => {
    const answers = await Promise.all(among.map((address) => waitForAnswer(address, timeoutMs, signal)));
    return among.filter((_, index) => answers[index] !== true);
  };
  const late = await silent(0, addresses);
  if (late.length === 0) return;
  const owned = new DisposableStore();
  const abort = new AbortController();
  try {
    const still = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Deskside waits for the widget at ${late.map((address) => quoted(address)).join(', ')}`,
        cancellable: true,
      },
      (_, progressToken) => {
        for (const each of [token, progressToken]) {
          if (each !== undefined) owned.add(each.onCancellationRequested(() => abort.abort()));
        }
        if (token?.isCancellationRequested === true) abort.abort();
        return silent(serverPatienceMs, late, abort.signal);
      },
    );
    if (abort.signal.aborted) throw new vscode.CancellationError();
    const [first] = still;
    if (first === undefined) return;
    throw new UserError(
      `Nothing answers at ${quoted(first)}. Start the server of your widget, or correct “widget” in the debug configuration, and try again.`,
      [retry, openConfigurations],
    );
  } finally {
    owned.dispose();
  }
}
