import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { LanguageModelTools } from './languageModelTools';

/** The part of the manifest that is looked at; VS Code has checked it. */
interface ToolManifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** Registers the tools that the manifest declares. The first call of one loads what runs them. */
export function registerTools(
  extension: Pick<vscode.Extension<unknown>, 'packageJSON'>,
  load: () => Promise<LanguageModelTools>,
): Disposable {
  const owned = new DisposableStore();
  const { contributes } = extension.packageJSON as ToolManifest;
  for (const { name } of contributes.languageModelTools) {
    owned.add(
      vscode.lm.registerTool(name, {
        prepareInvocation: async ({ input }) => (await load()).prepare(name, input),
        invoke: async ({ input }, token) => (await load()).invoke(name, input, token),
      }),
    );
  }
  return owned;
}
