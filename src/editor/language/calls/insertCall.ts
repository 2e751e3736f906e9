import * as v from 'valibot';
import * as vscode from 'vscode';
import { findMethod } from '../../../api/catalogue';
import type { MethodSpec } from '../../../api/method';
import type { Disposable } from '../../../base/disposable';
import { serviceLists } from '../../../presentation/services/serviceLists';
import { serviceLineSchema } from '../../calls/callCommands';
import type { CallForms } from '../../calls/callForms';
import type { Register } from '../../ui/commands';
import { ask } from '../../ui/quickInput';
import { UserError } from '../../ui/userError';
import { scriptDocuments } from '../apiUse';
import type { LanguageFeatures } from '../languageFeatures';

/** Writes the call of a service at the cursor, in the style of the file. From a line of the view Services, or asks which one. */
export function insertCallCommand(
  register: Register,
  { language, forms }: { readonly language: LanguageFeatures; readonly forms: CallForms },
): Disposable {
  return register('deskside.insertCall', async (argument) => {
    const editor = scriptEditor();
    const line = v.safeParse(serviceLineSchema, argument);
    const method = (line.success ? findMethod(line.output.id) : undefined) ?? (await askMethod(forms.recent));
    const support = await language.load();
    const lines = await support.callLines(editor.document, editor.selection.active, method);
    // Brings the editor to the front, where the cursor goes from stop to stop.
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    return editor.insertSnippet(new vscode.SnippetString(lines.join('\n')));
  });
}

async function askMethod(recent: readonly string[]): Promise<MethodSpec> {
  const lists = serviceLists(undefined, recent);
  const reply = await ask(
    { kind: 'pick', prompt: 'Type a part of the name, or what it does.', lists },
    { title: 'Insert Call: which service?', step: 1, total: 1, canGoBack: false },
  );
  const method = reply.kind === 'answer' ? findMethod(reply.value) : undefined;
  if (method === undefined) throw new vscode.CancellationError();
  return method;
}

function scriptEditor(): vscode.TextEditor {
  const { activeTextEditor: active, visibleTextEditors } = vscode.window;
  const editors = active === undefined ? visibleTextEditors : [active, ...visibleTextEditors];
  const editor = editors.find(({ document }) => vscode.languages.match(scriptDocuments, document) > 0);
  if (editor === undefined) throw new UserError('Open a script and put the cursor where the call goes first.');
  return editor;
}
