import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { TraceEditors } from './traceEditor';

/** The kind of the editor, which the manifest has too. */
const traceEditorType = 'deskside.trace';

/**
 * Registers the editor of traces at activation.
 * @param load what shows them, when the first one is opened
 */
export function registerTraceEditor(load: () => Promise<TraceEditors>): Disposable {
  return vscode.window.registerCustomEditorProvider(
    traceEditorType,
    {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async (document, panel) => (await load()).show(document, panel),
    },
    { supportsMultipleEditorsPerDocument: true },
  );
}
