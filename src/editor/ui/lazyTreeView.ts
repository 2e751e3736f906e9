import * as vscode from 'vscode';
import { onDispose } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';

/**
 * A view that is registered at activation, since VS Code reports a view without a provider, and empty until it is filled.
 */
export class LazyTreeView<Node> implements vscode.TreeDataProvider<Node>, Disposable {
  readonly view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<Node | Node[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #provider: vscode.TreeDataProvider<Node> | undefined;

  /** @param fillNow if given, fills it when it is first looked at */
  constructor(
    id: string,
    private readonly fillNow?: () => Promise<unknown>,
  ) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this });
  }

  /** Shows what this provides, until the result is disposed of. */
  fill(provider: vscode.TreeDataProvider<Node>): Disposable {
    this.#provider = provider;
    const listener = provider.onDidChangeTreeData?.((nodes) => this.#changed.fire(nodes ?? undefined));
    this.#changed.fire(undefined);
    return onDispose(() => {
      listener?.dispose();
      this.#provider = undefined;
    });
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (this.#provider === undefined) await this.fillNow?.();
    return (await this.#provider?.getChildren(node)) ?? [];
  }

  getParent(node: Node): vscode.ProviderResult<Node> {
    return this.#provider?.getParent?.(node);
  }

  getTreeItem(node: Node): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.#provider?.getTreeItem(node) ?? new vscode.TreeItem('');
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.#provider?.resolveTreeItem?.(item, node, token);
  }

  dispose(): void {
    this.view.dispose();
    this.#changed.dispose();
  }
}
