import * as vscode from 'vscode';
import { serviceName } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import type { InvokeResult } from '../../protocol/messages';
import { Confirmations } from '../../presentation/calls/confirmations';
import { outcomeText } from '../../presentation/calls/outcomeText';
import { undoOf } from '../../presentation/calls/undo';
import type { Undo } from '../../presentation/calls/undo';
import { pageName } from '../../presentation/connection/pageFacts';
import { quoted, uiText } from '../../presentation/text/text';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import type { ContextKeys } from '../ui/contextKeys';
import type { Documents } from '../ui/documents';
import { tell, withProgress } from '../ui/messages';
import { readOrDefault, settings } from '../settings/settings';
import { requireTrust } from '../settings/trust';
import { UserError } from '../ui/userError';

/** How long the status bar says that a call is done. */
const doneShownMs = 5000;

/** The calls by which an agent takes up what is offered. */
const answers: ReadonlySet<string> = new Set(['interaction.accept', 'voice.answer']);

/** How a call ended, what opens its reply, and what would undo it. */
export interface CallEnd {
  readonly result: InvokeResult;
  readonly undo: Undo | undefined;
  readonly show: () => Promise<void>;
}

/** Calls services on pages for the user: asks before what reaches a customer, shows progress, tells the outcome. */
export class ServiceCaller {
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
    const { result, undo } = await this.callQuietly(page, method, parameters);
    const { tone, text } = outcomeText(method, result);
    if (undo !== undefined && result.outcome === 'succeeded') this.#offer(undo, page);
    else if (tone === 'done') vscode.window.setStatusBarMessage(text, doneShownMs);
    else tell(tone, text, [{ title: 'Show Reply', command: 'deskside.showReply' }]);
    return result;
  }

  /**
   * Calls a service as `call` does, but leaves it to others to tell how it ended.
   * @throws as `call` does
   */
  async callQuietly(page: Page, method: MethodSpec, parameters: readonly unknown[]): Promise<CallEnd> {
    requireTrust();
    await this.#confirm(page, method);
    const service = serviceName(method);
    const undo = undoOf(method, parameters, page);
    const abort = new AbortController();
    const call = this.session.invoke(page.id, service, parameters, abort.signal);
    const result = await withProgress(call, `${method.title}: waiting for Workspace`, abort);
    const { show } = this.documents.keepReply(service, { service, parameters, ...result });
    this.#showLast = show;
    this.contextKeys.set('hasReply', true);
    if (answers.has(service) && result.outcome === 'succeeded') this.contextKeys.set('hasAnswered', true);
    return { result, undo, show };
  }

  /** Opens the reply to the last call. */
  async showLastReply(): Promise<void> {
    if (this.#showLast === undefined) throw new UserError('There is no reply yet. Call a service first.');
    await this.#showLast();
  }

  #offer({ done, service, parameters }: Undo, page: Page): void {
    const command = `deskside.${service}`;
    tell('information', done, [{ title: 'Undo', command, arguments: [{ page: page.id, parameters }] }]);
  }

  async #confirm(page: Page, method: MethodSpec): Promise<void> {
    if (!this.#confirmations.isNeeded(page, method) || !readOrDefault(settings.confirmActions)) {
      return;
    }
    const yes = method.title;
    const answer = await vscode.window.showWarningMessage(
      uiText(`${method.title} on ${quoted(pageName(page.info))}?`),
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
