import type * as vscode from 'vscode';
import { DisposableStore, onDispose } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';
import { Retryable } from '../../base/retryable';
import type { ConnectedDeskside } from './editorHost';
import type { EditorPermissions } from './editorPermissions';
import type { LanguageModelTools } from './languageModelTools';
import { registerTools } from './registerTools';

/** What runs the tools of this window, once one of them is used. */
interface LoadedTools {
  readonly tools: LanguageModelTools;
  readonly permissions: EditorPermissions;
}

/** The tools for language models in this window. What runs them is loaded with the first use. */
export class AgentSupport implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #loaded = new Retryable(() => this.#load());

  /** @param load gives what a window has of Deskside once it is used */
  constructor(
    extension: Pick<vscode.Extension<unknown>, 'packageJSON'>,
    private readonly load: () => Promise<ConnectedDeskside>,
  ) {
    this.#owned.add(registerTools(extension, async () => (await this.#loaded.load()).tools));
  }

  /** What the user lets agents do and see. */
  async permissions(): Promise<EditorPermissions> {
    return (await this.#loaded.load()).permissions;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #load(): Promise<LoadedTools> {
    const [{ EditorHost }, { EditorPermissions }, { LanguageModelTools }] = await Promise.all([
      import('./editorHost'),
      import('./editorPermissions'),
      import('./languageModelTools'),
    ]);
    const permissions = new EditorPermissions();
    const host = new EditorHost(this.load, permissions);
    this.#owned.add(onDispose(() => void host.dispose().catch(reportError)));
    return { tools: new LanguageModelTools(host), permissions };
  }
}
