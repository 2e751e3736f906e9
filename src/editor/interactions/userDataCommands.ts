import * as vscode from 'vscode';
import { findMethod } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { userDataOf } from '../../presentation/interactions/interactionFacts';
import type { Draft } from '../../presentation/questions/question';
import type { TreeNode } from '../../presentation/interactions/nodes';
import { newKeyQuestion, userDataValueQuestion } from '../../presentation/interactions/userDataQuestions';
import type { CallParts } from '../calls/callCommands';
import type { Register } from '../ui/commands';
import { pageOf } from '../ui/pagePick';
import { ask } from '../ui/quickInput';
import { UserError } from '../ui/userError';

type DataNode = Extract<TreeNode, { kind: 'group' | 'entry' }>;

/** Add and edit user data from the tree. Both are setUserData with one key. */
export function userDataCommands(register: Register, parts: CallParts): Disposable {
  const owned = new DisposableStore();
  const { view } = parts;
  owned.add(register('deskside.userData.add', (argument) => add(dataNode(view.nodeOf(argument)), parts)));
  owned.add(register('deskside.userData.edit', (argument) => edit(dataNode(view.nodeOf(argument)), parts)));
  return owned;
}

function dataNode(node: TreeNode | undefined): DataNode {
  if ((node?.kind === 'group' || node?.kind === 'entry') && node.group === 'userData') return node;
  throw new UserError('Pick an entry of User Data in the view Interactions first.');
}

async function add(node: DataNode, parts: CallParts): Promise<void> {
  const title = 'Add User Data';
  const known = dataOf(node, parts);
  for (let drafts: readonly (Draft | undefined)[] = []; ;) {
    const keyFrame = { title: `${title}: which key?`, step: 1, total: 2, canGoBack: false };
    const named = await ask(newKeyQuestion(known), keyFrame, drafts[0]);
    if (named.kind !== 'answer') throw new vscode.CancellationError();
    const valueFrame = { title: `${title}: which value?`, step: 2, total: 2, canGoBack: true };
    const valued = await ask(userDataValueQuestion(named.value, ''), valueFrame, drafts[1]);
    if (valued.kind === 'answer') return set(node, named.value, valued.value, parts);
    if (valued.kind !== 'back') throw new vscode.CancellationError();
    drafts = [named.draft, valued.draft];
  }
}

async function edit(node: DataNode, parts: CallParts): Promise<void> {
  if (node.kind !== 'entry') return add(node, parts);
  const question = userDataValueQuestion(node.key, dataOf(node, parts)[node.key]);
  const { editElsewhere } = parts;
  const title = 'Edit User Data: which value?';
  const reply = await ask(question, { title, step: 1, total: 1, canGoBack: false, editElsewhere });
  if (reply.kind !== 'answer') throw new vscode.CancellationError();
  await set(node, node.key, reply.value, parts);
}

async function set(node: DataNode, key: string, value: unknown, { session, caller }: CallParts): Promise<void> {
  // A key such as __proto__ is a key like any other.
  const keyValues: unknown = Object.fromEntries([[key, value]]);
  await caller.call(pageOf(session, node.page), setUserData(), [node.interaction, keyValues]);
}

function dataOf(node: DataNode, { session }: CallParts): Readonly<Record<string, unknown>> {
  const interaction = session.pages.get(node.page)?.desk.interactions.get(node.interaction);
  return (interaction && userDataOf(interaction)) ?? {};
}

function setUserData(): MethodSpec {
  const method = findMethod('interaction.setUserData');
  if (method === undefined) throw new Error('the catalogue lacks interaction.setUserData');
  return method;
}
