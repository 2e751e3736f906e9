import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { ChangeBatch } from '../session/presentation/changeBatch';
import type { Changes } from '../session/presentation/changeBatch';
import { InteractionTree } from '../session/presentation/interactionTree';
import type { TreeNode } from '../session/presentation/nodes';
import type { NodeView } from '../session/presentation/nodeView';
import { offeredCount } from '../session/presentation/pageFacts';
import { count, uiText } from '../session/presentation/text';
import type { Session } from '../session/session';
import { markdownOf } from './markdown';
import type { ViewSlot } from './viewSlot';

/** The view Interactions: translates the tree for VS Code, and the changes of a moment into one refresh. */
export class InteractionsView implements vscode.TreeDataProvider<TreeNode>, Disposable {
  readonly tree: InteractionTree;
  readonly #owned = new DisposableStore();
  readonly #refresh = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#refresh.event;

  constructor(
    private readonly session: Session,
    private readonly slot: ViewSlot<TreeNode>,
  ) {
    this.tree = new InteractionTree(session);
    const batch = this.#owned.add(new ChangeBatch((changes) => this.#show(changes)));
    this.#owned.add(this.#refresh);
    this.#owned.add(session.onPages.on(() => batch.addPages()));
    this.#owned.add(session.onDesk.on(({ page, change }) => batch.add(page, change)));
    this.#owned.add(session.onStatus.on(() => this.#showTrouble()));
    this.#owned.add(slot.fill(this));
  }

  get badge(): number {
    return this.slot.view.badge?.value ?? 0;
  }

  /** The node that a command was called on, if it is one of this tree's. */
  nodeOf(argument: unknown): TreeNode | undefined {
    return this.tree.nodeOf(argument);
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

  /** Over the pages that are away; without any, VS Code shows what there is to do, unless there is a message. */
  #showTrouble(): void {
    const { status, pages } = this.session;
    // While the next attempt is under way it stays, so that nothing flickers.
    if (status.kind === 'connecting' && pages.size > 0) return;
    this.slot.view.message = status.kind === 'trouble' && pages.size > 0 ? uiText(status.message, 500) : '';
  }

  #show({ pages, desks }: Changes): void {
    if (pages) this.#showTrouble();
    const offered = offeredCount(this.session.pages.values());
    this.slot.view.badge =
      offered === 0 ? undefined : { value: offered, tooltip: `${count(offered, 'interaction')} ringing` };
    const nodes = [...desks].flatMap(([page, { interactions, surroundings }]) => {
      const touched = this.tree.interactionsChanged(page, interactions);
      const whole = surroundings ? this.tree.surroundingsChanged(page) : [];
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
