import * as v from 'valibot';
import * as vscode from 'vscode';
import { catalogue, findMethod, serviceName, signatureOf } from '../api/catalogue';
import { namespaces } from '../api/method';
import type { MethodSpec } from '../api/method';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import type { InvokeResult } from '../protocol/messages';
import { isAllowed } from '../session/presentation/abilities';
import { knownFrom } from '../session/presentation/knownArguments';
import { commandMethods, commandOf } from '../session/presentation/methodCommands';
import { notAllowed } from '../session/presentation/serviceTree';
import type { ChoiceList } from '../session/presentation/question';
import type { Page } from '../session/page';
import type { Session } from '../session/session';
import type { Caller } from './caller';
import type { CallForms } from './callForms';
import type { Register } from './commands';
import type { InteractionsView } from './interactionsView';
import { pageOf, pickPage } from './pagePick';
import { ask } from './quickInput';

/** What a key binding or another extension may hand to the command of a method: then nothing is asked. */
const directSchema = v.strictObject({ page: v.optional(v.string()), parameters: v.array(v.unknown()) });

const serviceLineSchema = v.object({ kind: v.literal('service'), id: v.string() });

/** The commands that call services: one for each method that has a command, and Invoke Service… for all. */
export function callCommands(register: Register, { session, view, forms, caller }: CallParts): Disposable {
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
      return method === undefined ? invokeAny(session, forms, caller) : callMethod(method, undefined);
    }),
  );
  owned.add(register('deskside.showReply', () => caller.showLastReply()));
  return owned;
}

export interface CallParts {
  readonly session: Session;
  readonly view: InteractionsView;
  readonly forms: CallForms;
  readonly caller: Caller;
}

async function invokeAny(session: Session, forms: CallForms, caller: Caller): Promise<InvokeResult> {
  const title = 'Invoke Service';
  const page = await pickPage(session, title);
  for (;;) {
    const reply = await ask(
      { kind: 'pick', prompt: 'Which service', lists: serviceLists(page) },
      { title, step: 1, total: 1, canGoBack: false },
    );
    const method = reply.kind === 'answer' ? findMethod(reply.value) : undefined;
    if (method === undefined) throw new vscode.CancellationError();
    const parameters = await forms.fill(method, page, {}, true);
    if (parameters !== 'back') return caller.call(page, method, parameters);
  }
}

/** All services by namespace. */
function serviceLists(page: Page): readonly ChoiceList<string>[] {
  return namespaces.map((namespace) => ({
    heading: namespace,
    choices: catalogue
      .filter((method) => method.namespace === namespace)
      .map((method) => {
        const service = serviceName(method);
        const allowed = isAllowed(service, page.desk.services);
        return {
          value: service,
          label: signatureOf(method).replace(/(, )?succeeded, failed/, ''),
          ...(allowed ? {} : { description: notAllowed, icon: 'circle-slash' }),
          detail: method.doc,
        };
      }),
  }));
}
