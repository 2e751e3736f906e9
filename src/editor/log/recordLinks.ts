import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { recordLinks } from '../../presentation/log/recordLink';

/** Runs on a click of a link; not for the palette, since it needs to be told of a record. */
export const showRecordCommand = 'deskside.showRecord';

/** Makes the numbers at the ends of the log's lines lead to their records in the timeline. */
export function registerRecordLinks(): Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { scheme: 'output' },
    {
      provideDocumentLinks(document) {
        // VS Code names the document after the extension and the channel.
        if (!document.uri.path.includes('Deskside Events')) return [];
        return recordLinks(document.getText()).map(({ line, from, to, entry }) => {
          const target = vscode.Uri.parse(
            `command:${showRecordCommand}?${encodeURIComponent(JSON.stringify([entry]))}`,
          );
          const link = new vscode.DocumentLink(new vscode.Range(line, from, line, to), target);
          link.tooltip = 'Show in Timeline';
          return link;
        });
      },
    },
  );
}
