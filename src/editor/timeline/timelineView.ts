import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { Session } from '../../session/session';
import type { InteractionsView } from '../interactions/interactionsView';
import type { TimelineActions } from './timelineActions';
import { TimelineWebview } from './timelineWebview';

interface Parts {
  readonly session: Session;
  readonly interactions: InteractionsView;
  readonly actions: TimelineActions;
  readonly extensionUri: vscode.Uri;
  readonly failed: (error: unknown) => void;
}

/** The view Timeline in the panel: the history of all pages. What is selected there is selected in the tree, and the other way round. */
export class TimelineView implements Disposable {
  readonly #owned = new DisposableStore();
  #shown: { readonly view: vscode.WebviewView; readonly webview: TimelineWebview } | undefined;
  /** A row to select as soon as there is a page. */
  #waiting: number | undefined;

  constructor(private readonly parts: Parts) {
    const { session, interactions } = parts;
    this.#owned.add(
      session.onRecords.on(() => this.#shown?.view.visible === true && this.#shown.webview.feed.changed()),
    );
    this.#owned.add(
      interactions.onSelected.on(({ page, interaction }) =>
        this.#shown?.webview.feed.select({ lane: { page, interaction } }),
      ),
    );
  }

  /** Shows the history in a view that VS Code opened. */
  show(view: vscode.WebviewView): void {
    const { session, interactions, actions, extensionUri, failed } = this.parts;
    this.#shown?.webview.dispose();
    const { history } = session;
    const webview = new TimelineWebview(view.webview, extensionUri, history, {
      selected: ({ lane }) => {
        if (lane !== undefined) interactions.reveal(lane.page, lane.interaction);
      },
      act: ({ action, rows }) => void actions.run(action, rows, history).catch(failed),
      failed,
    });
    this.#shown = { view, webview };
    view.onDidChangeVisibility(() => {
      if (!view.visible) webview.feed.stop();
    });
    view.onDidDispose(() => {
      webview.dispose();
      if (this.#shown?.view === view) this.#shown = undefined;
    });
    if (this.#waiting !== undefined) webview.feed.select({ row: this.#waiting });
    this.#waiting = undefined;
  }

  /** Tells the page of everything once more. */
  showAnew(): void {
    this.#shown?.webview.feed.take({ kind: 'ready' });
  }

  /** Opens the view and selects a row in it. */
  async reveal(row: number): Promise<void> {
    this.#waiting = row;
    await vscode.commands.executeCommand('deskside.timeline.focus');
    if (this.#shown === undefined) return;
    this.#waiting = undefined;
    this.#shown.webview.feed.select({ row });
  }

  dispose(): void {
    this.#shown?.webview.dispose();
    this.#owned.dispose();
  }
}
