import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { Retryable } from '../../base/retryable';

/** The part of the manifest that is looked at; VS Code has checked it. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Registers a stub for each command that the manifest declares. The first call of one builds what registers the real commands,
 * and runs the one that was called. Where the build fails, the stubs come back, and the next call builds again.
 */
export class LazyCommands<T> implements Disposable {
  readonly #main = new Retryable(() => this.#build());
  readonly #owned = new DisposableStore();
  #stubs: Disposable;

  /** @param build registers the real commands; what it adds to the store goes if it fails, and with this object */
  constructor(
    private readonly extension: Pick<vscode.Extension<unknown>, 'packageJSON'>,
    private readonly build: (owned: DisposableStore) => Promise<T>,
  ) {
    this.#stubs = this.#owned.add(this.#newStubs());
  }

  /** What was built, or is being built; undefined if nobody asked for it, or if it failed. */
  get current(): Promise<T> | undefined {
    return this.#main.current;
  }

  /** What is built, once. */
  load(): Promise<T> {
    return this.#main.load();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #build(): Promise<T> {
    const owned = new DisposableStore();
    try {
      // VS Code takes no command twice.
      this.#stubs.dispose();
      const built = await this.build(owned);
      this.#owned.add(owned);
      return built;
    } catch (error) {
      try {
        owned.dispose();
      } finally {
        this.#stubs = this.#owned.add(this.#newStubs());
      }
      throw error;
    }
  }

  #newStubs(): DisposableStore {
    const stubs = new DisposableStore();
    const { contributes } = this.extension.packageJSON as Manifest;
    for (const { command } of contributes.commands) {
      stubs.add(
        vscode.commands.registerCommand(command, async (...args: unknown[]): Promise<unknown> => {
          await this.load();
          return vscode.commands.executeCommand(command, ...args);
        }),
      );
    }
    return stubs;
  }
}
