import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { ChangeBatch } from '../../presentation/interactions/changeBatch';
import { connectedPages } from '../../presentation/connection/pageFacts';
import { notAllowed, serviceChildren, serviceTooltip, serviceView } from '../../presentation/services/serviceTree';
import type { ServiceNode } from '../../presentation/services/serviceTree';
import type { Page } from '../../session/page';
import type { Session } from '../../session/session';
import { markdownOf } from '../ui/markdown';
import type { LazyTreeView } from '../ui/lazyTreeView';

/** The scheme of what has a color of its own in this view; nothing is read under it. */
const greyedScheme = 'deskside-not-allowed';

/** The view Services: every method of the API by namespace, greyed out where the administrator does not allow it. */
export class ServicesView implements vscode.TreeDataProvider<ServiceNode>, vscode.FileDecorationProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #refresh = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#refresh.event;

  constructor(
    private readonly session: Session,
    view: LazyTreeView<ServiceNode>,
  ) {
    this.#owned.add(this.#refresh);
    const batch = this.#owned.add(
      new ChangeBatch(({ pages, desks }) => {
        if (pages || [...desks.values()].some(({ context }) => context)) this.#refresh.fire(undefined);
      }),
    );
    this.#owned.add(session.onPages.on(() => batch.addPages()));
    this.#owned.add(session.onDesk.on(({ page, change }) => batch.add(page, change)));
    this.#owned.add(vscode.window.registerFileDecorationProvider(this));
    this.#owned.add(view.fill(this));
  }

  getChildren(node?: ServiceNode): ServiceNode[] {
    return [...serviceChildren(node)];
  }

  getTreeItem(node: ServiceNode): vscode.TreeItem {
    const { label, description, icon, greyed } = serviceView(node, this.#pages());
    const item = new vscode.TreeItem(
      label,
      node.kind === 'namespace' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = node.id;
    item.contextValue = node.kind;
    if (description !== undefined) item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon, greyed ? new vscode.ThemeColor('disabledForeground') : undefined);
    if (greyed) item.resourceUri = vscode.Uri.from({ scheme: greyedScheme, path: `/${node.id}` });
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: ServiceNode): vscode.TreeItem {
    const tooltip = markdownOf(serviceTooltip(node, this.#pages()));
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  provideFileDecoration({ scheme }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== greyedScheme) return undefined;
    return new vscode.FileDecoration(undefined, notAllowed, new vscode.ThemeColor('disabledForeground'));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #pages(): readonly Page[] {
    return connectedPages(this.session.pages.values());
  }
}
