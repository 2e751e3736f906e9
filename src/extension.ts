import type * as vscode from 'vscode';
import { DisposableStore } from './base/disposable';
import { ContextKeys } from './editor/contextKeys';
import type { Deskside } from './editor/deskside';
import { lateCommands } from './editor/lateCommands';
import { scenarioLens } from './editor/scenarioLens';
import { StartMark } from './editor/startMark';
import { ViewSlot } from './editor/viewSlot';
import type { TreeNode } from './session/presentation/nodes';
import type { ServiceNode } from './session/presentation/serviceTree';

/** What the tests that run inside VS Code look into, since VS Code shows them neither views nor badges. */
export interface Inspection {
  readonly load: () => Promise<Deskside>;
}

let deskside: Promise<Deskside> | undefined;

/**
 * Puts in place what VS Code shows before Deskside is used: commands, views and the lens over scenarios. All else is loaded
 * when the first of them is used.
 */
export function activate(context: vscode.ExtensionContext): Inspection {
  // VS Code disposes of what it is handed in that order; a store lets the last part go first.
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const load = (): Promise<Deskside> => (deskside ??= loadNow());
  const places = {
    interactions: owned.add(new ViewSlot<TreeNode>('deskside.interactions')),
    services: owned.add(new ViewSlot<ServiceNode>('deskside.services', load)),
    contextKeys: new ContextKeys(),
    startMark: new StartMark(context.workspaceState),
  };
  const commands = owned.add(lateCommands(context.extension, load));
  owned.add(scenarioLens());
  if (places.startMark.started !== undefined) void load();
  return { load };

  async function loadNow(): Promise<Deskside> {
    const { buildDeskside } = await import('./editor/deskside');
    commands.dispose();
    return buildDeskside(context, places, owned);
  }
}

/** VS Code waits for this: the port is free when it is done. */
export async function deactivate(): Promise<void> {
  await (await deskside)?.connection.shutDown();
}
