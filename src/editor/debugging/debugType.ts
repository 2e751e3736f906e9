import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';

/** The debug type that the manifest declares. */
export const debugType = 'deskside';

/** Answers what VS Code asks about configurations; `DebugLaunches` does. */
export interface ConfigurationAnswers {
  readonly toBrowser: NonNullable<vscode.DebugConfigurationProvider['resolveDebugConfiguration']>;
  readonly offers: NonNullable<vscode.DebugConfigurationProvider['provideDebugConfigurations']>;
}

/**
 * Registers what VS Code asks about configurations of type `deskside`. It becomes the configuration of a browser before
 * anything runs, so there is no debug adapter.
 * @param load what answers
 */
export function registerDebugType(load: () => Promise<ConfigurationAnswers>): Disposable {
  const owned = new DisposableStore();
  const register = (
    provider: vscode.DebugConfigurationProvider,
    trigger?: vscode.DebugConfigurationProviderTriggerKind,
  ) => owned.add(vscode.debug.registerDebugConfigurationProvider(debugType, provider, trigger));
  register({
    resolveDebugConfiguration: async (folder, configuration) => (await load()).toBrowser(folder, configuration),
  });
  register(
    { provideDebugConfigurations: async (folder) => (await load()).offers(folder) },
    vscode.DebugConfigurationProviderTriggerKind.Dynamic,
  );
  return owned;
}
