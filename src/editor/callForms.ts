import * as vscode from 'vscode';
import { serviceName } from '../api/catalogue';
import type { MethodSpec } from '../api/method';
import { CallForm } from '../session/presentation/callForm';
import type { KnownArguments } from '../session/presentation/callForm';
import type { Page } from '../session/page';
import { ask } from './quickInput';

/** Asks the user for the arguments of calls, and remembers the last ones of each method while VS Code runs. */
export class CallForms {
  /** In memory only: arguments may be customers' data. */
  readonly #last = new Map<string, readonly unknown[]>();

  /**
   * Asks for what is not known.
   * @param canGoBack whether something was asked before that one can go back to
   * @returns the arguments, or 'back'
   * @throws vscode.CancellationError if the user leaves
   */
  async fill(
    method: MethodSpec,
    page: Page,
    known: KnownArguments,
    canGoBack = false,
  ): Promise<readonly unknown[] | 'back'> {
    const service = serviceName(method);
    const form = new CallForm(method, page, known, this.#last.get(service));
    for (let step = 0; step < form.length;) {
      const reply = await ask(form.question(step), {
        title: `${method.title}: ${form.topic(step)}`,
        step: step + 1,
        total: form.length,
        canGoBack: step > 0 || canGoBack,
      });
      if (reply.kind === 'cancelled') throw new vscode.CancellationError();
      if (reply.kind === 'answer') form.answer(step++, reply.value);
      else if (step > 0) step--;
      else return 'back';
    }
    const parameters = form.parameters();
    this.#last.set(service, parameters);
    return parameters;
  }
}
