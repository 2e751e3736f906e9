import type { SyntaxNode, Tree } from '@lezer/common';

/** What readers of scripts look for; other nodes are reached from these. */
const indexedNames = [
  'AssignmentExpression',
  'BinaryExpression',
  'BlockComment',
  'CallExpression',
  'DynamicImport',
  'ForOfSpec',
  'LineComment',
  'MemberExpression',
  'MethodDeclaration',
  'ObjectPattern',
  'Property',
  'PropertyDeclaration',
  'SwitchStatement',
] as const;
export type IndexedName = (typeof indexedNames)[number];

/** Nodes that open a scope or declare names. */
const scopingNames: ReadonlySet<string> = new Set([
  'ArrowFunction',
  'Block',
  'CatchClause',
  'ClassBody',
  'ClassDeclaration',
  'ForInSpec',
  'ForOfSpec',
  'ForStatement',
  'FunctionDeclaration',
  'FunctionExpression',
  'ImportDeclaration',
  'MethodDeclaration',
  'Property',
  'SwitchBody',
  'VariableDeclaration',
]);

/** The nodes of a tree by name. A pass over the tree costs more than most readers do, so there is one for all. */
export class NodeIndex {
  readonly #nodes: ReadonlyMap<string, SyntaxNode[]>;
  readonly #scoping: SyntaxNode[] = [];

  constructor(tree: Tree) {
    this.#nodes = new Map(indexedNames.map((name) => [name, []]));
    tree.iterate({
      enter: (reference) => {
        const { name } = reference;
        const named = this.#nodes.get(name);
        const isScoping = scopingNames.has(name);
        if (named === undefined && !isScoping) return;
        const { node } = reference;
        named?.push(node);
        if (isScoping) this.#scoping.push(node);
      },
    });
  }

  /** All nodes that open a scope or declare names, in the order in which they begin: the outer one before those in it. */
  get scoping(): readonly SyntaxNode[] {
    return this.#scoping;
  }

  /** All nodes of a name, in the order in which they begin. */
  all(name: IndexedName): readonly SyntaxNode[] {
    return this.#nodes.get(name) ?? [];
  }
}
