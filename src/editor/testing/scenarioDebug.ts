import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import { startedByDeskside } from '../debugging/debugLaunches';
import { debugType } from '../debugging/debugType';
import type { ScenarioItems } from './scenarioItems';
import { scenarioSourceOf } from './scenarioSource';
import { messageAt } from './testMessages';

interface Debugged {
  readonly item: vscode.TestItem;
  readonly tree: ScenarioItems;
  readonly token: vscode.CancellationToken;
}

const launchesSchema = v.array(
  v.looseObject({ type: v.string(), request: v.string(), name: v.string(), url: v.optional(v.unknown()) }),
);

/**
 * Plays the scenario of a file in the simulated Workspace under a debugger, so that breakpoints in the widget hold, and ends
 * the run with the debug session.
 * @returns whether a debug session was started
 */
export async function debugScenario(run: vscode.TestRun, { item, tree, token }: Debugged): Promise<boolean> {
  const { uri } = item;
  const owned = new DisposableStore();
  try {
    if (uri === undefined) return false;
    const source = await scenarioSourceOf(uri);
    await tree.resolve(item);
    if ('wrong' in source) {
      run.errored(item, messageAt(source.wrong, source.location));
      return false;
    }
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const name = `Debug ${item.label}`;
    const configuration = { ...launchOf(folder), name, scenario: uri.fsPath };
    const ended = endOfSession(name, [token, run.token], owned);
    run.started(item);
    if (!(await vscode.debug.startDebugging(folder, configuration, { testRun: run }))) {
      // A message has said why, unless the user wanted it so.
      run.skipped(item);
      return false;
    }
    run.appendOutput(`${item.label} plays in the browser that is debugged; its sheet Scenario says how it goes.\r\n`);
    await ended;
    return true;
  } finally {
    owned.dispose();
    run.end();
  }
}

/** How the folder debugs its widget in the simulated Workspace; without such a configuration, the widgets of the settings. */
function launchOf(folder: vscode.WorkspaceFolder | undefined): vscode.DebugConfiguration {
  const configured: unknown = vscode.workspace.getConfiguration('launch', folder).get('configurations');
  const own = v.is(launchesSchema, configured)
    ? configured.find(({ type, request, url }) => type === debugType && request === 'launch' && url === undefined)
    : undefined;
  return own ?? { type: debugType, request: 'launch', name: '', webRoot: '${workspaceFolder}' };
}

/** Waits for the end of a debug session that Deskside starts under a name, and ends it when a token asks for that. */
function endOfSession(
  name: string,
  tokens: readonly vscode.CancellationToken[],
  owned: DisposableStore,
): Promise<void> {
  const isMeant = (session: vscode.DebugSession) => session.name === name && startedByDeskside(session) !== undefined;
  const stop = async (session: vscode.DebugSession) => {
    if (tokens.some((token) => token.isCancellationRequested)) await vscode.debug.stopDebugging(session);
  };
  owned.add(
    vscode.debug.onDidStartDebugSession((session) => {
      if (!isMeant(session)) return;
      for (const token of tokens) owned.add(token.onCancellationRequested(() => stop(session)));
      void stop(session);
    }),
  );
  return new Promise((resolve) => {
    owned.add(
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (isMeant(session)) resolve();
      }),
    );
  });
}
