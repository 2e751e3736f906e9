/** The parts of an interaction that have a node of their own. */
export const groups = ['userData', 'parties', 'contact', 'details'] as const;
export type Group = (typeof groups)[number];

interface Base {
  /** Unique in the tree and the same for the same thing. */
  readonly id: string;
  readonly page: string;
}

/** What a node stands for. A node is the same object for as long as the thing exists; its looks are in a NodeView. */
export type TreeNode =
  | (Base & { readonly kind: 'page' })
  | (Base & { readonly kind: 'case'; readonly caseId: string })
  /** A widget of the simulated Workspace, by its name; `beside` is the interaction that it is shown for, if it is for one. */
  | (Base & { readonly kind: 'widget'; readonly widget: string; readonly beside: string | undefined })
  | (Base & { readonly kind: 'interaction'; readonly interaction: string })
  | (Base & { readonly kind: 'group'; readonly interaction: string; readonly group: Group })
  | (Base & {
      readonly kind: 'entry';
      readonly interaction: string;
      readonly group: Group;
      /** The key, or the index of a party. */
      readonly key: string;
    })
  /** Says why there is nothing. */
  | (Base & { readonly kind: 'hint' })
  /** A page that was turned away, beside the pages: `page` is its origin too. */
  | (Base & { readonly kind: 'refused' });

type WithoutId<N> = N extends TreeNode ? Omit<N, 'id'> : never;

/** Makes each node once, however often it is asked for. */
export class NodePool {
  readonly #nodes = new Map<string, TreeNode>();

  node(parts: WithoutId<TreeNode>): TreeNode {
    const id = idOf(parts);
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    const node: TreeNode = { ...parts, id };
    this.#nodes.set(id, node);
    return node;
  }

  /** The node if it was ever asked for. */
  known(parts: WithoutId<TreeNode>): TreeNode | undefined {
    return this.#nodes.get(idOf(parts));
  }

  /** The node of that id, if it was ever asked for and not forgotten. */
  byId(id: string): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  /** Forgets the nodes that `isGone` names. */
  forget(isGone: (node: TreeNode) => boolean): void {
    for (const [id, node] of this.#nodes) if (isGone(node)) this.#nodes.delete(id);
  }
}

/** JSON keeps the parts apart and takes any text, ill-formed too. */
function idOf(parts: WithoutId<TreeNode>): string {
  const { kind, page, caseId, widget, interaction, group, key }: Partial<Record<string, string>> = parts;
  return JSON.stringify([page, kind, caseId, widget, interaction, group, key]);
}
