import * as vscode from 'vscode';
import { serviceName } from '../api/catalogue';
import type { MethodSpec } from '../api/method';
import type { InvokeResult } from '../protocol/messages';
import { Confirmations } from '../session/presentation/confirmations';
import { outcomeText } from '../session/presentation/outcomeText';
import { pageName } from '../session/presentation/pageFacts';
import { uiText } from '../session/presentation/text';
import type { Page } from '../session/page';
import type { Session } from '../session/session';
import type { ContextKeys } from './contextKeys';
import type { Documents } from './documents';
import { tell } from './messages';
import { readOrDefault, settings } from './settings';
import { requireTrust } from './trust';
import { UserError } from './userError';

/** A call that takes longer shows that it is under way. */
const patienceMs = 1000;
/** How long the status bar says that a call is done. */
const doneShownMs = 5000;

/** Calls services on pages for the user: asks before what reaches a customer, shows progress, tells the outcome. */
export class Caller {
  readonly #confirmations = new Confirmations();
  #showLast: (() => Promise<void>) | undefined;

  constructor(
    private readonly session: Session,
    private readonly documents: Documents,
    private readonly contextKeys: ContextKeys,
  ) {}

  /**
   * Calls a service and tells how it ended.
   * @throws InvokeError if the call was not made or its end is unknown; vscode.CancellationError if the user says no
   */
  async call(page: Page, method: MethodSpec, parameters: readonly unknown[]): Promise<InvokeResult> {
    requireTrust();
    await this.#confirm(page, method);
    const service = serviceName(method);
    const abort = new AbortController();
    const call = this.session.invoke(page.id, service, parameters, abort.signal);
    const result = await withProgress(call, method.title, abort);
    const { show } = this.documents.keepReply(service, { service, parameters, ...result });
    this.#showLast = show;
    this.contextKeys.set('hasReply', true);
    const { tone, text } = outcomeText(method, result);
    if (tone === 'done') vscode.window.setStatusBarMessage(text, doneShownMs);
    else tell(tone, text, [{ title: 'Show Reply', command: 'deskside.showReply' }]);
    return result;
  }

  /** Opens the reply to the last call. */
  async showLastReply(): Promise<void> {
    if (this.#showLast === undefined) throw new UserError('There is no reply yet. Call a service first.');
    await this.#showLast();
  }

  async #confirm(page: Page, method: MethodSpec): Promise<void> {
    if (!this.#confirmations.isNeeded(page, method) || !readOrDefault(settings.confirmActions)) {
      return;
    }
    const yes = method.title;
    const answer = await vscode.window.showWarningMessage(
      `${method.title} on ${uiText(pageName(page.info), 80)}?`,
      {
        modal: true,
        detail: `Unless this page is shown in the simulated Workspace, what you do there reaches the contact center and its customers. Deskside asks again only when the page is loaded again. (${uiText(page.info.location)})`,
      },
      yes,
    );
    if (answer !== yes) throw new vscode.CancellationError();
    this.#confirmations.give(page);
  }
}

/** Waits for the call; if that takes long, says so and lets the user stop waiting. */
async function withProgress<T>(call: Promise<T>, title: string, abort: AbortController): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  const state = { settled: false };
  const end = (): void => {
    state.settled = true;
  };
  try {
    await Promise.race([slow, call.then(end, end)]);
    if (state.settled) return await call;
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `${title}: waiting for Workspace`, cancellable: true },
      (_, cancel) => {
        cancel.onCancellationRequested(() => abort.abort());
        return call;
      },
    );
  } finally {
    clearTimeout(timer);
  }
}
