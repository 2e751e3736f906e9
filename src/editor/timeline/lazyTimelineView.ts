import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';

/** The id of the view, which the manifest has too. */
const timelineViewId = 'deskside.timeline';

/** The view Timeline, registered at activation; Deskside fills it when it is first looked at. */
export class LazyTimelineView implements vscode.WebviewViewProvider, Disposable {
  readonly #registration: vscode.Disposable;

  /** @param fill shows the timeline in the view */
  constructor(private readonly fill: (view: vscode.WebviewView) => Promise<void>) {
    this.#registration = vscode.window.registerWebviewViewProvider(timelineViewId, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.fill(view).catch(reportError);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
