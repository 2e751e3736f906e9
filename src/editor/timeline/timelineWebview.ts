import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { TimelineFeed } from '../../presentation/timeline/timelineFeed';
import type { TimelineOwner, TimelineSource } from '../../presentation/timeline/timelineFeed';
import { timelinePageHtml } from '../../presentation/timeline/timelinePageHtml';

/** A timeline in a webview: its page, and what tells the page of records. */
export class TimelineWebview implements Disposable {
  readonly feed: TimelineFeed;
  readonly #owned = new DisposableStore();

  constructor(webview: vscode.Webview, extensionUri: vscode.Uri, source: TimelineSource, owner: TimelineOwner) {
    this.feed = this.#owned.add(new TimelineFeed(source, (message) => void webview.postMessage(message), owner));
    this.#owned.add(
      webview.onDidReceiveMessage((message: unknown) => {
        try {
          this.feed.take(message);
        } catch (error) {
          owner.failed(error);
        }
      }),
    );
    const folders = { script: ['dist', 'timeline'], style: ['media', 'timeline'] } as const;
    const folder = (path: readonly string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...path);
    webview.options = { enableScripts: true, localResourceRoots: [folder(folders.script), folder(folders.style)] };
    webview.html = timelinePageHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder(folders.script), 'timeline.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder(folders.style), 'timeline.css')).toString(),
      source: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
