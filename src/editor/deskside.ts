import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Disposable, DisposableStore } from '../base/disposable';
import type { ConnectionFacts } from '../presentation/connection/diagnosis';
import type { TreeNode } from '../presentation/interactions/nodes';
import type { ServiceNode } from '../presentation/services/serviceTree';
import { Stories } from '../presentation/log/stories';
import { Session } from '../session/session';
import type { AgentSupport } from './agents/agentSupport';
import { McpConfiguration } from './agents/mcpConfiguration';
import { showActions } from './connection/actionsMenu';
import { addTypes } from './language/commandNames';
import type { LanguageFeatures } from './language/languageFeatures';
import { insertCallCommand } from './language/calls/insertCall';
import { RunOnPage } from './language/calls/runOnPage';
import { AllowedOrigins } from './consent/allowedOrigins';
import { callCommands } from './calls/callCommands';
import { ServiceCaller } from './calls/caller';
import { CallForms } from './calls/callForms';
import { ValueEditor } from './calls/valueEditor';
import type { EditElsewhere } from './ui/quickInput';
import { commandRegistry } from './ui/commands';
import { EditorConnection } from './connection/connection';
import { connectionCommands } from './connection/connectionCommands';
import { RecentRefusals } from './connection/recentRefusals';
import { Consent } from './consent/consent';
import type { ContextKeys } from './ui/contextKeys';
import { DebugLaunches } from './debugging/debugLaunches';
import { DebugSessions } from './debugging/debugSessions';
import { Documents } from './ui/documents';
import { EventsLog } from './log/eventsLog';
import { registerRecordLinks } from './log/recordLinks';
import { InteractionsView } from './interactions/interactionsView';
import { Keys } from './connection/keys';
import { LastRelay } from './connection/lastRelay';
import { tellError } from './ui/messages';
import { newScenarioFile } from './scenario/newScenarioFile';
import { newWidgetCommand } from './newWidget/newWidget';
import { nodeCommands } from './interactions/nodeCommands';
import { recordScenario } from './scenario/recordScenario';
import { traceToScenario } from './scenario/traceToScenario';
import { PortForwarding, runsRemotely } from './connection/portForwarding';
import { InterruptedRecording } from './recording/interruptedRecording';
import { TraceRecorder } from './recording/traceRecorder';
import { learnShapes } from './recording/learnShapes';
import { recordingCommands } from './recording/recordingCommands';
import { replayCommand } from './simulator/replayCommand';
import { scenarioCommand } from './scenario/scenarioCommand';
import { servicesCommand } from './services/servicesCommand';
import { ServicesView } from './services/servicesView';
import { WorkspaceSimulator } from './simulator/simulator';
import { watchSettings } from './settings/settingsChanges';
import { warnOfSilence } from './log/silenceWarning';
import { openSocket } from '../relayClient/toolSocket';
import type { ResumeState } from './connection/resumeState';
import { showTestTrace } from './testing/testTraces';
import type { TestTraces } from './testing/testTraces';
import { extensionVersion } from './settings/extensionVersion';
import { keepHistoryBounds } from './settings/historyBounds';
import { StatusItem } from './connection/statusItem';
import { CodePlaces } from './timeline/codePlaces';
import { TimelineActions } from './timeline/timelineActions';
import { timelineCommands } from './timeline/timelineCommands';
import { TimelineView } from './timeline/timelineView';
import { TraceEditors } from './timeline/traceEditor';
import { userDataCommands } from './interactions/userDataCommands';
import type { LazyTreeView } from './ui/lazyTreeView';
import { getStartedCommand } from './walkthrough/getStarted';
import { WalkthroughProgress } from './walkthrough/walkthroughProgress';
import { SharedRelay } from '../sharedRelay/sharedRelay';

/** What a window has of Deskside once it is used, as far as others look into it. */
export interface Deskside {
  readonly session: Session;
  readonly connection: EditorConnection;
  readonly view: InteractionsView;
  readonly status: StatusItem;
  readonly debugLaunches: DebugLaunches;
  readonly simulator: WorkspaceSimulator;
  readonly timeline: TimelineView;
  readonly traces: TraceEditors;
  /** Looks at each step of the way from a page to here. */
  readonly connectionFacts: () => Promise<ConnectionFacts>;
}

/** What is in VS Code already, for the parts to use. */
export interface Places {
  readonly interactions: LazyTreeView<TreeNode>;
  readonly services: LazyTreeView<ServiceNode>;
  readonly contextKeys: ContextKeys;
  readonly language: LanguageFeatures;
  readonly agents: AgentSupport;
  readonly resumeState: ResumeState;
  readonly testTraces: TestTraces;
}

/**
 * Builds the parts, fills the views and registers the commands.
 * @param owned disposes of the parts, the last one first
 */
export function buildDeskside(context: vscode.ExtensionContext, places: Places, owned: DisposableStore): Deskside {
  const { secrets, globalState, workspaceState, extensionPath, extension } = context;
  const { interactions, services, contextKeys, language, agents, resumeState, testTraces } = places;
  const own = <T extends Disposable>(part: T): T => owned.add(part);
  const log = own(vscode.window.createOutputChannel('Deskside Events', { log: true }));
  const register = commandRegistry(log);
  const session = own(new Session(openSocket));
  own(keepHistoryBounds(session.history));
  const origins = new AllowedOrigins(globalState);
  const keys = new Keys(secrets);
  const recentRefusals = own(new RecentRefusals(session));
  const windows = own(
    new SharedRelay(session, {
      keys,
      origins,
      assetsFolder: join(extensionPath, 'dist', 'web'),
      log,
      heard: recentRefusals.heard,
    }),
  );
  const lastRelay = new LastRelay(secrets);
  const connection = own(new EditorConnection(session, windows, keys, { lastRelay, resumeState }, log));
  const isRemote = runsRemotely(extension);
  const forwarding = new PortForwarding(session, isRemote, log);
  const view = own(new InteractionsView(session, interactions, recentRefusals));
  own(new ServicesView(session, services));
  own(servicesCommand(register, services));
  const status = own(new StatusItem(session, contextKeys));
  own(new WalkthroughProgress(session, contextKeys));
  own(getStartedCommand(register, extension));
  const stories = new Stories();
  own(new EventsLog(log, session, stories));
  own(warnOfSilence(session));
  const simulator = new WorkspaceSimulator(session, connection, forwarding, context.extensionUri);
  own(watchSettings(simulator, connection));
  const consent = own(new Consent(session, connection, origins, log));
  const documents = own(new Documents(session, stories));
  const valueEditor = own(new ValueEditor(register));
  const editElsewhere: EditElsewhere = (title, text, read) => valueEditor.edit(title, text, read);
  const forms = new CallForms(editElsewhere);
  const caller = new ServiceCaller(session, documents, contextKeys);
  const calls = { session, view, forms, editElsewhere, caller };

  own(
    register(addTypes, async (resource) => {
      const { addApiTypes } = await import('./language/types/addApiTypes');
      await addApiTypes(context.extensionUri, resource);
      await (await language.load()).coverage.lookAgain();
      return true;
    }),
  );
  own(
    register('deskside.diagnose', async () => {
      const { showConnectionReport } = await import('./connection/connectionReport');
      await showConnectionReport({ session, connection, origins, recentRefusals, documents, extension });
    }),
  );
  const mcp = new McpConfiguration(keys, {
    storage: context.globalStorageUri.fsPath,
    program: join(extensionPath, 'dist', 'cli.js'),
  });
  own(register('deskside.copyMcpConfiguration', () => mcp.copy()));
  own(keys.onChange(() => void mcp.refresh().catch((error: unknown) => tellError(error, log))));
  mcp.refresh().catch((error: unknown) => tellError(error, log));
  own(register('deskside.showValuesToAgents', async () => (await agents.permissions()).changeShowsValues()));
  own(
    connectionCommands(register, {
      session,
      connection,
      lastRelay,
      forwarding,
      simulator,
      consent,
      origins,
      view,
      log,
    }),
  );
  own(callCommands(register, calls));
  const codePlaces = own(new CodePlaces(register, origins));
  const timelines = {
    actions: new TimelineActions({ session, caller, forms, documents, codePlaces }),
    extensionUri: context.extensionUri,
    failed: (error: unknown) => {
      if (!(error instanceof vscode.CancellationError)) tellError(error, log);
    },
  };
  const timeline = own(new TimelineView({ session, interactions: view, ...timelines }));
  const traces = new TraceEditors(timelines);
  own(timelineCommands(register, timeline, session.history));
  own(registerRecordLinks());
  own(insertCallCommand(register, { language, forms }));
  own(new RunOnPage(register, { ...calls, language }));
  own(userDataCommands(register, calls));
  own(nodeCommands(register, { session, view, forms, documents }));
  own(scenarioCommand(register, simulator, contextKeys));
  const debugLaunches = own(new DebugLaunches(connection, forwarding, isRemote, log));
  own(recordScenario(register, simulator));
  own(newScenarioFile(register, context.extensionUri));
  own(newWidgetCommand(register, context.extensionUri));
  own(traceToScenario(register));
  own(learnShapes(register));
  own(showTestTrace(register, testTraces));
  own(replayCommand(register, simulator));
  const bundle = join(extensionPath, 'dist', 'bridgeDebugger.js');
  const debugSessions = own(
    new DebugSessions(session, connection, bundle, vscode.env.remoteName !== undefined && !isRemote, log),
  );
  own(
    register('deskside.attach', async () => {
      await debugSessions.attach();
      return true;
    }),
  );
  const recorder = own(
    new TraceRecorder({
      session,
      contextKeys,
      interrupted: new InterruptedRecording(workspaceState),
      product: extensionVersion(extension),
    }),
  );
  own(recordingCommands(register, recorder));
  recorder.goOn().catch((error: unknown) => tellError(error, log));
  own(register('deskside.showActions', () => showActions(session, consent)));
  connection.goOn().catch((error: unknown) => tellError(error, log));
  const facts = async (): Promise<ConnectionFacts> => {
    const { connectionFacts } = await import('./connection/connectionReport');
    return connectionFacts({ session, connection, origins, recentRefusals, extension });
  };
  return { session, connection, view, status, simulator, debugLaunches, timeline, traces, connectionFacts: facts };
}
