import * as vscode from 'vscode';
import { findMethod } from '../api/catalogue';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { copiedId, copiedValue } from '../session/presentation/copied';
import type { TreeNode } from '../session/presentation/nodes';
import type { Page } from '../session/page';
import type { Session } from '../session/session';
import type { CallForms } from './callForms';
import type { Register } from './commands';
import type { Documents } from './documents';
import type { InteractionsView } from './interactionsView';
import { pageOf, pickPage } from './pagePick';
import { UserError } from './userError';

interface Parts {
  readonly session: Session;
  readonly view: InteractionsView;
  readonly forms: CallForms;
  readonly documents: Documents;
}

/** Copy and show what a node of the tree stands for. */
export function nodeCommands(register: Register, { session, view, forms, documents }: Parts): Disposable {
  const owned = new DisposableStore();
  const copy = async (argument: unknown, what: (node: TreeNode, page: Page) => string | undefined): Promise<void> => {
    const node = view.nodeOf(argument);
    const page = node && session.pages.get(node.page);
    const text = page && what(node, page);
    if (text === undefined) throw new UserError('There is nothing to copy: it is no longer in the view Interactions.');
    await vscode.env.clipboard.writeText(text);
  };
  owned.add(register('deskside.copyId', (argument) => copy(argument, copiedId)));
  owned.add(register('deskside.copyValue', (argument) => copy(argument, copiedValue)));
  owned.add(
    register('deskside.showInteraction', async (argument) => {
      const node = view.nodeOf(argument);
      if (node !== undefined && 'interaction' in node) {
        await documents.showInteraction(node.page, node.interaction);
        return;
      }
      const page = node === undefined ? await pickPage(session, 'Show Interaction') : pageOf(session, node.page);
      const [id] = await pickInteraction(forms, page);
      if (typeof id === 'string') await documents.showInteraction(page.id, id);
    }),
  );
  return owned;
}

/** Asks for an interaction as the method that gets one does. */
async function pickInteraction(forms: CallForms, page: Page): Promise<readonly unknown[]> {
  const method = findMethod('interaction.getByInteractionId');
  const answers = method && (await forms.fill(method, page, {}));
  if (answers === undefined || answers === 'back') throw new vscode.CancellationError();
  return answers;
}
