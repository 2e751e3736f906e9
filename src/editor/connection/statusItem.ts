import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { ChangeBatch } from '../../presentation/interactions/changeBatch';
import { statusText, steadyStatus } from '../../presentation/connection/statusText';
import type { LinkStatus } from '../../session/link/toolLink';
import type { Session } from '../../session/session';
import type { ContextKeys } from '../ui/contextKeys';

/** The item in the status bar, and the context keys that tell the same to menus and welcome views. */
export class StatusItem implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #item: vscode.StatusBarItem;
  #status: LinkStatus;

  constructor(
    private readonly session: Session,
    private readonly keys: ContextKeys,
  ) {
    this.#status = session.status;
    this.#item = this.#owned.add(vscode.window.createStatusBarItem('deskside.status', vscode.StatusBarAlignment.Left));
    this.#item.name = 'Deskside';
    this.#item.command = 'deskside.showActions';
    const batch = this.#owned.add(new ChangeBatch(() => this.#show()));
    this.#owned.add(session.onPages.on(() => batch.addPages()));
    this.#owned.add(session.onDesk.on(({ page, change }) => batch.add(page, change)));
    this.#owned.add(session.onStatus.on(() => this.#show()));
    this.#show();
    this.#item.show();
  }

  get text(): string {
    return this.#item.text;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #show(): void {
    const { pages } = this.session;
    this.#status = steadyStatus(this.#status, this.session.status);
    const { icon, text, tooltip, trouble } = statusText(this.#status, pages.values());
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = tooltip;
    // Otherwise the name of the icon is read out, too.
    this.#item.accessibilityInformation = { label: `${text}. ${tooltip}`, role: 'button' };
    this.#item.backgroundColor = trouble ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.keys.set('status', this.#status.kind);
    this.keys.set('hasPages', pages.size > 0);
  }
}
