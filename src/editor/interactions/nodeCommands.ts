import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { copiedAddress, copiedId, copiedValue } from '../../presentation/interactions/copied';
import type { TreeNode } from '../../presentation/interactions/nodes';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import type { CallForms } from '../calls/callForms';
import type { Register } from '../ui/commands';
import type { Documents } from '../ui/documents';
import type { InteractionsView } from './interactionsView';
import { pageOf, pickPage } from '../ui/pagePick';
import { UserError } from '../ui/userError';

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
  owned.add(register('deskside.copyAddress', (argument) => copy(argument, copiedAddress)));
  owned.add(register('deskside.copyValue', (argument) => copy(argument, copiedValue)));
  const show = async (argument: unknown, title: string, open: (page: string, id: string) => Promise<void>) => {
    const node = view.nodeOf(argument);
    if (node !== undefined && 'interaction' in node) {
      await open(node.page, node.interaction);
      return;
    }
    const page = node === undefined ? await pickPage(session, title) : pageOf(session, node.page);
    const of = node?.kind === 'case' ? node.caseId : undefined;
    await open(page.id, await forms.pickInteraction(title, page, of));
  };
  owned.add(
    register('deskside.showInteraction', (argument) =>
      show(argument, 'Show Interaction as JSON', (page, id) => documents.showInteraction(page, id)),
    ),
  );
  owned.add(
    register('deskside.showInEventLog', (argument) =>
      show(argument, 'Show in Event Log', (page, id) => documents.showStory(page, id)),
    ),
  );
  return owned;
}
