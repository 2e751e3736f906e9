import type * as vscode from 'vscode';
import { DisposableStore } from './base/disposable';
import { reportError } from './base/reportError';
import { AgentSupport } from './editor/agents/agentSupport';
import { registerDebugType } from './editor/debugging/debugType';
import { ContextKeys } from './editor/ui/contextKeys';
import type { Deskside } from './editor/deskside';
import { LazyCommands } from './editor/ui/lazyCommands';
import { LanguageFeatures } from './editor/language/languageFeatures';
import { scenarioLens } from './editor/scenario/scenarioLens';
import { restoreSimulatorTab } from './editor/simulator/simulatorTab';
import { ScenarioDiagnostics } from './editor/scenario/scenarioDiagnostics';
import { scenarioHelp } from './editor/scenario/scenarioHelp';
import { registerTraceEditor } from './editor/timeline/registerTraceEditor';
import { LazyTimelineView } from './editor/timeline/lazyTimelineView';
import { ResumeState } from './editor/connection/resumeState';
import { ScenarioTests } from './editor/testing/scenarioTests';
import { TestTraces } from './editor/testing/testTraces';
import { LazyTreeView } from './editor/ui/lazyTreeView';
import type { TreeNode } from './presentation/interactions/nodes';
import type { ServiceNode } from './presentation/services/serviceTree';

/** What the tests that run inside VS Code look into, since VS Code shows them neither views nor badges. */
export interface Inspection {
  readonly load: () => Promise<Deskside>;
}

let deskside: LazyCommands<Deskside> | undefined;

/**
 * Puts in place what VS Code shows before Deskside is used: commands, views, the debug type, and what an editor shows of
 * scenarios. The first of them that is used loads the rest.
 */
export function activate(context: vscode.ExtensionContext): Inspection {
  // VS Code disposes of its subscriptions in the order in which they were added; a store begins with the last one.
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const load = (): Promise<Deskside> => main.load();
  const contextKeys = owned.add(new ContextKeys());
  const places = {
    interactions: owned.add(new LazyTreeView<TreeNode>('deskside.interactions')),
    services: owned.add(new LazyTreeView<ServiceNode>('deskside.services', load)),
    contextKeys,
    language: owned.add(
      new LanguageFeatures(
        context,
        () => contextKeys.set('usesApi', true),
        () => contextKeys.set('hasWrittenCall', true),
      ),
    ),
    agents: owned.add(new AgentSupport(context.extension, load)),
    resumeState: new ResumeState(context.workspaceState),
    testTraces: new TestTraces(context.storageUri ?? context.globalStorageUri, context.extension),
  };
  const main = owned.add(
    new LazyCommands(context.extension, async (parts) => {
      const { buildDeskside } = await import('./editor/deskside');
      return buildDeskside(context, places, parts);
    }),
  );
  deskside = main;
  owned.add(registerTraceEditor(async () => (await load()).traces));
  owned.add(new LazyTimelineView(async (view) => (await load()).timeline.show(view)));
  owned.add(scenarioLens());
  owned.add(new ScenarioTests(context.asAbsolutePath('dist/web'), contextKeys, places.testTraces));
  owned.add(registerDebugType(async () => (await load()).debugLaunches));
  owned.add(new ScenarioDiagnostics());
  owned.add(scenarioHelp());
  // Before Deskside goes on, which it does with whatever relay it had.
  const { started } = places.resumeState;
  const hasOwnRelay = started !== undefined && started.elsewhere === undefined;
  owned.add(restoreSimulatorTab(async (panel) => (await load()).simulator.adopt(panel, hasOwnRelay)));
  if (started !== undefined) load().catch(reportError);
  return { load };
}

/** VS Code waits for this: the port is free when it is done. */
export async function deactivate(): Promise<void> {
  await (await deskside?.current)?.connection.shutDown();
}
