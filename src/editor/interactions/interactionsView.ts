import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { Signal } from '../../base/signal';
import { ChangeBatch } from '../../presentation/interactions/changeBatch';
import type { Changes } from '../../presentation/interactions/changeBatch';
import { InteractionTree } from '../../presentation/interactions/interactionTree';
import type { TreeNode } from '../../presentation/interactions/nodes';
import type { NodeView } from '../../presentation/interactions/nodeView';
import { offeredCount } from '../../presentation/connection/pageFacts';
import { count, uiText } from '../../presentation/text/text';
import type { RecentRefusals } from '../connection/recentRefusals';
import type { Session } from '../../session/session';
import { markdownOf } from '../ui/markdown';
import type { LazyTreeView } from '../ui/lazyTreeView';

/** The view Interactions: translates the tree for VS Code and refreshes it once per batch of changes. */
export class InteractionsView implements vscode.TreeDataProvider<TreeNode>, Disposable {
  readonly tree: InteractionTree;
  readonly #owned = new DisposableStore();
  readonly #refresh = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#refresh.event;
  /** The user selected an interaction, or something of it. */
  readonly onSelected = new Signal<{ readonly page: string; readonly interaction: string }>();

  constructor(
    private readonly session: Session,
    private readonly lazyView: LazyTreeView<TreeNode>,
    refusals: Pick<RecentRefusals, 'refusedOrigins' | 'onChange'>,
  ) {
    this.tree = new InteractionTree({
      get pages() {
        return session.pages;
      },
      get refusedOrigins() {
        return refusals.refusedOrigins;
      },
    });
    const batch = this.#owned.add(new ChangeBatch((changes) => this.#show(changes)));
    this.#owned.add(this.#refresh);
    this.#owned.add(session.onPages.on(() => batch.addPages()));
    this.#owned.add(refusals.onChange.on(() => batch.addPages()));
    this.#owned.add(session.onDesk.on(({ page, change }) => batch.add(page, change)));
    this.#owned.add(session.onStatus.on(() => this.#showTrouble()));
    this.#owned.add(lazyView.fill(this));
    this.#owned.add(
      lazyView.view.onDidChangeSelection(({ selection: [node] }) => {
        if (node !== undefined && 'interaction' in node) this.onSelected.emit(node);
      }),
    );
  }

  get badge(): number {
    return this.lazyView.view.badge?.value ?? 0;
  }

  /** The node that a command was called on, if it is one of this tree's. */
  nodeOf(argument: unknown): TreeNode | undefined {
    return this.tree.nodeOf(argument);
  }

  /** Selects an interaction, if the view is seen and the interaction is there. The focus stays where it is. */
  reveal(page: string, interaction: string): void {
    const node = this.lazyView.view.visible ? this.tree.interaction(page, interaction) : undefined;
    if (node !== undefined) void this.lazyView.view.reveal(node, { select: true, focus: false });
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node === undefined ? this.tree.roots() : this.tree.children(node))];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.tree.parent(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    // A node that went a moment ago is asked for once more before its parent is drawn again.
    const view = this.tree.view(node) ?? { label: '', tokens: [], expand: 'never' };
    const item = new vscode.TreeItem(view.label, collapsible[view.expand]);
    item.id = node.id;
    item.contextValue = view.tokens.join(' ');
    if (view.description !== undefined) item.description = view.description;
    if (view.icon !== undefined) item.iconPath = themeIcon(view.icon);
    if (node.kind === 'refused') {
      item.command = { command: 'deskside.allowOrigin', title: 'Allow Origin', arguments: [node.page] };
    }
    item.accessibilityInformation = {
      label: [view.label, view.description].filter((part) => part !== undefined).join(', '),
    };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const tooltip = markdownOf(this.tree.tooltip(node));
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Shows trouble above the pages. An empty view shows VS Code's welcome content instead, which a message would hide. */
  #showTrouble(): void {
    const { status, pages } = this.session;
    // While the next attempt is under way it stays, so that nothing flickers.
    if (status.kind === 'connecting' && pages.size > 0) return;
    this.lazyView.view.message = status.kind === 'trouble' && pages.size > 0 ? uiText(status.message, 500) : '';
  }

  #show({ pages, desks }: Changes): void {
    if (pages) this.#showTrouble();
    const offered = offeredCount(this.session.pages.values());
    this.lazyView.view.badge =
      offered === 0 ? undefined : { value: offered, tooltip: `${count(offered, 'interaction')} ringing` };
    const nodes = [...desks].flatMap(([page, { interactions, context }]) => {
      const touched = this.tree.interactionsChanged(page, interactions);
      const whole = context ? this.tree.contextChanged(page) : [];
      return whole.length > 0 ? whole : touched;
    });
    const pageNodes = pages ? this.tree.pagesChanged() : [];
    if (pageNodes === undefined) {
      this.#refresh.fire(undefined);
      return;
    }
    const whole = new Set(pageNodes.map(({ page }) => page));
    const touched = [...pageNodes, ...nodes.filter(({ page }) => !whole.has(page))];
    if (touched.length > 0) this.#refresh.fire(touched);
  }
}

const collapsible: Readonly<Record<NodeView['expand'], vscode.TreeItemCollapsibleState>> = {
  never: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

function themeIcon({ name, color }: NonNullable<NodeView['icon']>): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}
