import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Disposable, DisposableStore } from '../base/disposable';
import type { TreeNode } from '../session/presentation/nodes';
import type { ServiceNode } from '../session/presentation/serviceTree';
import { Session } from '../session/session';
import { showActions } from './actionsMenu';
import { AllowedOrigins } from './allowedOrigins';
import { callCommands } from './callCommands';
import { Caller } from './caller';
import { CallForms } from './callForms';
import { commandRegistry } from './commands';
import { Connection } from './connection';
import { connectionCommands } from './connectionCommands';
import { ConnectionNews } from './connectionNews';
import { Consent } from './consent';
import type { ContextKeys } from './contextKeys';
import { DebugSessions } from './debugSessions';
import { Documents } from './documents';
import { EventsLog } from './eventsLog';
import { InteractionsView } from './interactionsView';
import { Keys } from './keys';
import { LastRelay } from './lastRelay';
import { tellError } from './messages';
import { nodeCommands } from './nodeCommands';
import { Reach, runsRemotely } from './reach';
import { scenarioCommand } from './scenarioCommand';
import { ServicesView } from './servicesView';
import { settingsNews } from './settingsNews';
import { warnOfSilence } from './silenceWarning';
import { openSocket } from './socket';
import type { StartMark } from './startMark';
import { StatusItem } from './statusItem';
import { userDataCommands } from './userDataCommands';
import type { ViewSlot } from './viewSlot';
import { WindowsRelay } from './windowsRelay';

/** What a window has of Deskside once it is used, as far as others look into it. */
export interface Deskside {
  readonly session: Session;
  readonly connection: Connection;
  readonly view: InteractionsView;
  readonly status: StatusItem;
}

/** What is in VS Code already, for the parts to use. */
export interface Places {
  readonly interactions: ViewSlot<TreeNode>;
  readonly services: ViewSlot<ServiceNode>;
  readonly contextKeys: ContextKeys;
  readonly startMark: StartMark;
}

/**
 * Builds the parts, fills the views and registers the commands.
 * @param owned disposes of the parts, the last one first
 */
export function buildDeskside(context: vscode.ExtensionContext, places: Places, owned: DisposableStore): Deskside {
  const { secrets, globalState, extensionPath, extension } = context;
  const { interactions, services, contextKeys, startMark } = places;
  const own = <T extends Disposable>(part: T): T => owned.add(part);
  const log = own(vscode.window.createOutputChannel('Deskside Events', { log: true }));
  const register = commandRegistry(log);
  const session = own(new Session(openSocket));
  const origins = new AllowedOrigins(globalState);
  const keys = new Keys(secrets);
  const news = own(new ConnectionNews(session));
  const windows = own(
    new WindowsRelay(session, {
      keys,
      origins,
      assetsFolder: join(extensionPath, 'dist', 'web'),
      log,
      heard: news.heard,
    }),
  );
  const lastRelay = new LastRelay(secrets);
  const connection = new Connection(session, windows, keys, { lastRelay, startMark });
  const isRemote = runsRemotely(extension);
  const reach = new Reach(session, isRemote, log);
  own(keys.onChange(() => void connection.keysChanged().catch((error: unknown) => tellError(error, log))));
  const view = own(new InteractionsView(session, interactions));
  own(new ServicesView(session, services));
  const status = own(new StatusItem(session, contextKeys));
  own(new EventsLog(log, session));
  own(warnOfSilence(session));
  own(settingsNews(session, connection));
  const consent = own(new Consent(session, connection, origins, log));
  const documents = own(new Documents(session));
  const forms = new CallForms();
  const calls = { session, view, forms, caller: new Caller(session, documents, contextKeys) };

  own(
    register('deskside.diagnose', async () => {
      const { showConnectionReport } = await import('./connectionReport');
      await showConnectionReport({ session, connection, origins, news, documents, extension });
    }),
  );
  own(connectionCommands(register, { session, connection, lastRelay, reach, consent, origins, log }));
  own(callCommands(register, calls));
  own(userDataCommands(register, calls));
  own(nodeCommands(register, { session, view, forms, documents }));
  own(scenarioCommand(register, connection, reach));
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
  own(register('deskside.showActions', () => showActions(session, consent)));
  connection.goOn().catch((error: unknown) => tellError(error, log));
  return { session, connection, view, status };
}
