import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore } from './base/disposable';
import { showActions } from './editor/actionsMenu';
import { AllowedOrigins } from './editor/allowedOrigins';
import { callCommands } from './editor/callCommands';
import { Caller } from './editor/caller';
import { CallForms } from './editor/callForms';
import { commandRegistry } from './editor/commands';
import { Connection } from './editor/connection';
import { connectionCommands } from './editor/connectionCommands';
import { ConnectionNews } from './editor/connectionNews';
import { Consent } from './editor/consent';
import { ContextKeys } from './editor/contextKeys';
import { DebugSessions } from './editor/debugSessions';
import { Documents } from './editor/documents';
import { EventsLog } from './editor/eventsLog';
import { InteractionsView } from './editor/interactionsView';
import { Keys } from './editor/keys';
import { tellError } from './editor/messages';
import { nodeCommands } from './editor/nodeCommands';
import { scenarioLens } from './editor/scenarioLens';
import { Reach, runsRemotely } from './editor/reach';
import { openSocket } from './editor/socket';
import { ServicesView } from './editor/servicesView';
import { warnOfSilence } from './editor/silenceWarning';
import { StatusItem } from './editor/statusItem';
import { userDataCommands } from './editor/userDataCommands';
import { WindowsRelay } from './editor/windowsRelay';
import { Session } from './session/session';

/** What the tests that run inside VS Code look into, since VS Code shows them neither views nor badges. */
export interface Inspection {
  readonly session: Session;
  readonly connection: Connection;
  readonly view: InteractionsView;
  readonly status: StatusItem;
}

let connection: Connection | undefined;

/** Builds the parts. VS Code disposes of what it is handed in that order; a store lets the last part go first. */
export function activate(context: vscode.ExtensionContext): Inspection {
  const { subscriptions, secrets, globalState, extensionPath } = context;
  const owned = new DisposableStore();
  subscriptions.push(owned);
  const own = <T extends vscode.Disposable>(part: T): T => owned.add(part);
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
  const link = (connection = new Connection(session, windows, keys));
  const isRemote = runsRemotely(context.extension);
  const reach = new Reach(session, isRemote, log);
  own(keys.onChange(() => void link.keysChanged().catch((error: unknown) => tellError(error, log))));
  const contextKeys = new ContextKeys();
  const view = own(new InteractionsView(session));
  own(new ServicesView(session));
  const status = own(new StatusItem(session, contextKeys));
  own(new EventsLog(log, session));
  own(warnOfSilence(session));
  const consent = own(new Consent(session, link, origins, log));
  const documents = own(new Documents(session));
  const forms = new CallForms();
  const calls = { session, view, forms, caller: new Caller(session, documents, contextKeys) };

  const report = { session, connection, origins, news, documents, extension: context.extension };
  own(
    register('deskside.diagnose', async () => {
      const { showConnectionReport } = await import('./editor/connectionReport');
      await showConnectionReport(report);
    }),
  );
  own(connectionCommands(register, { session, connection, reach, consent, origins, log }));
  own(callCommands(register, calls));
  own(userDataCommands(register, calls));
  own(nodeCommands(register, { session, view, forms, documents }));
  own(scenarioLens(register, connection, reach));
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
  return { session, connection, view, status };
}

/** VS Code waits for this: the port is free when it is done. */
export async function deactivate(): Promise<void> {
  await connection?.stop();
}
