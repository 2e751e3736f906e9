import * as vscode from 'vscode';
import { areSame, checksumIn, isAsWritten } from '../../../language/project/declarations';
import { shippedDeclarations } from './addApiTypes';
import { addTypes } from '../commandNames';
import type { Coverage } from './coverage';
import { pathOf, readText } from '../../ui/files';

const update = 'Update';
const notNow = 'Not Now';

/** Offers the types of a newer Deskside where a project has those of an older one. */
export class TypesOffer {
  readonly #seen = new Set<string>();

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'workspaceState'>,
    private readonly coverage: Coverage,
  ) {}

  /** Looks at the declarations of a document, each file once. A file that somebody changed is left alone. */
  async look(document: vscode.TextDocument): Promise<void> {
    const file = vscode.workspace.isTrusted ? (await this.coverage.find(document))?.file : undefined;
    if (file === undefined || this.#seen.has(pathOf(file))) return;
    this.#seen.add(pathOf(file));
    const [present, bytes] = await Promise.all([
      readText(pathOf(file)),
      vscode.workspace.fs.readFile(shippedDeclarations(this.context.extensionUri)),
    ]);
    const shipped = new TextDecoder().decode(bytes);
    if (present === undefined || areSame(present, shipped) || !isAsWritten(present)) return;
    // Who does not want these types is asked again for the next ones.
    const key = `deskside.declinedTypes ${pathOf(file)}`;
    if (this.context.workspaceState.get(key) === checksumIn(shipped)) return;
    const name = vscode.workspace.asRelativePath(file);
    const answer = await vscode.window.showInformationMessage(
      `${name} holds the types of an older Deskside. Update the file to the newer ones?`,
      update,
      notNow,
    );
    if (answer === update) await vscode.commands.executeCommand(addTypes, document.uri);
    else if (answer === notNow) await this.context.workspaceState.update(key, checksumIn(shipped));
  }
}
