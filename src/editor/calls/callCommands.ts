import * as v from 'valibot';
import * as vscode from 'vscode';
import { findMethod } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { InvokeResult } from '../../protocol/messages';
import { knownFrom } from '../../presentation/calls/knownArguments';
import { commandMethods, commandOf } from '../../presentation/services/methodCommands';
import { serviceLists } from '../../presentation/services/serviceLists';
import type { Draft } from '../../presentation/questions/question';
import type { TreeNode } from '../../presentation/interactions/nodes';
import type { Session } from '../../session/session';
import type { ServiceCaller } from './caller';
import type { CallForms } from './callForms';
import type { Register } from '../ui/commands';
import type { InteractionsView } from '../interactions/interactionsView';
import { pageOf, pickPage } from '../ui/pagePick';
import { ask } from '../ui/quickInput';
import type { EditElsewhere } from '../ui/quickInput';

/** What a key binding or another extension may hand to the command of a method: then nothing is asked. */
const directSchema = v.strictObject({ page: v.optional(v.string()), parameters: v.array(v.unknown()) });

/** A line of the view Services. */
export const serviceLineSchema = v.object({ kind: v.literal('service'), id: v.string() });

/** The commands that call services: one for each method that has a command, and Invoke Service… for all. */
export function callCommands(register: Register, parts: CallParts): Disposable {
  const { session, view, forms, caller } = parts;
  const owned = new DisposableStore();
  const callMethod = async (method: MethodSpec, argument: unknown): Promise<InvokeResult> => {
    const direct = v.safeParse(directSchema, argument);
    if (direct.success) {
      const { page, parameters } = direct.output;
      return caller.call(
        page === undefined ? await pickPage(session, method.title) : pageOf(session, page),
        method,
        parameters,
      );
    }
    const node = view.nodeOf(argument);
    const page = node === undefined ? await pickPage(session, method.title) : pageOf(session, node.page);
    const parameters = await forms.fill(method, page, node === undefined ? {} : knownFrom(node, page));
    if (parameters === 'back') throw new vscode.CancellationError();
    return caller.call(page, method, parameters);
  };
  for (const method of commandMethods) {
    owned.add(register(commandOf(method), (argument) => callMethod(method, argument)));
  }
  owned.add(
    register('deskside.invoke', (argument) => {
      // From a line of the view Services.
      const line = v.safeParse(serviceLineSchema, argument);
      const method = line.success ? findMethod(line.output.id) : undefined;
      if (method !== undefined) return callMethod(method, undefined);
      return invokeAny(parts, view.nodeOf(argument));
    }),
  );
  owned.add(register('deskside.showReply', () => caller.showLastReply()));
  return owned;
}

export interface CallParts {
  readonly session: Session;
  readonly view: InteractionsView;
  readonly forms: CallForms;
  readonly caller: ServiceCaller;
  readonly editElsewhere: EditElsewhere;
}

/** Asks for the service first; `node` is where the command was called in the tree. */
async function invokeAny({ session, forms, caller }: CallParts, node?: TreeNode): Promise<InvokeResult> {
  const title = 'Invoke Service';
  const page = node === undefined ? await pickPage(session, title) : pageOf(session, node.page);
  const known = node === undefined ? {} : knownFrom(node, page);
  for (let draft: Draft | undefined; ;) {
    const reply = await ask(
      { kind: 'pick', prompt: 'Type a part of the name, or what it does.', lists: serviceLists(page, forms.recent) },
      { title: `${title}: which one?`, step: 1, total: 1, canGoBack: false },
      draft,
    );
    const method = reply.kind === 'answer' ? findMethod(reply.value) : undefined;
    if (method === undefined) throw new vscode.CancellationError();
    draft = reply.draft;
    const parameters = await forms.fill(method, page, known, { canGoBack: true });
    if (parameters !== 'back') return caller.call(page, method, parameters);
  }
}
