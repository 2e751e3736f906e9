import type { SyntaxNode } from '@lezer/common';
import { append } from '../../../base/collections';
import { contentOf, enclosing, isFunctionNode, keyOf } from '../../syntax/nodes';
import { memberKey, textIn } from '../../syntax/script';
import type { Script } from '../../syntax/script';

/** The fields of `this` in a script: what each class, or else the script, gives to each of them. */
export class Fields {
  readonly #values = new Map<string, SyntaxNode[]>();

  constructor(private readonly script: Script) {
    this.#addDeclarations();
    this.#addObjectMethods();
    this.#addAssignments();
  }

  /** The values that `this.key` is given where a node stands. */
  valuesOf(node: SyntaxNode, key: string): readonly SyntaxNode[] {
    return this.#values.get(`${classAround(node)} ${key}`) ?? [];
  }

  #add(node: SyntaxNode, key: string, value: SyntaxNode): void {
    append(this.#values, `${classAround(node)} ${key}`, value);
  }

  /** Properties, methods, and parameters of a constructor that become fields: `constructor(private api = …)`. */
  #addDeclarations(): void {
    const { nodes } = this.script;
    for (const node of nodes.all('PropertyDeclaration')) {
      const defined = node.getChild('PropertyDefinition') ?? node.getChild('PrivatePropertyDefinition');
      const value = node.getChild('Equals') === null ? undefined : contentOf(node).at(-1);
      if (defined !== null && value !== undefined) this.#add(node, this.#text(defined), value);
    }
    for (const node of nodes.all('MethodDeclaration')) {
      const defined = node.getChild('PropertyDefinition');
      if (defined !== null) this.#add(node, this.#text(defined), node);
    }
    for (const node of nodes.all('MethodDeclaration')) {
      for (const mark of node.getChild('ParamList')?.getChildren('Privacy') ?? []) {
        const defined = mark.nextSibling?.name === 'readonly' ? mark.nextSibling.nextSibling : mark.nextSibling;
        if (defined?.name === 'VariableDefinition') this.#add(node, this.#text(defined), defined);
      }
    }
  }

  /**
   * The functions of objects and prototypes, as `this` means them in each other: `{ methods: { save() {} } }`,
   * `Desk.prototype.save = function () {}`. A name that occurs twice may mean either, and is left out.
   */
  #addObjectMethods(): void {
    const found = new Map<string, SyntaxNode[]>();
    for (const node of this.script.nodes.all('Property')) {
      const name = node.getChild('PropertyDefinition');
      const value = node.getChild(':') === null ? node : node.lastChild;
      if (name !== null && value !== null && isFunctionNode(value)) append(found, this.#text(name), value);
    }
    for (const node of this.script.nodes.all('AssignmentExpression')) {
      const target = node.firstChild;
      const owner =
        target?.firstChild?.name === 'MemberExpression' ? memberKey(this.script, target.firstChild) : undefined;
      const value = contentOf(node).at(-1);
      const key = target && owner === 'prototype' ? memberKey(this.script, target) : undefined;
      if (key !== undefined && value !== undefined && isFunctionNode(value)) append(found, key, value);
    }
    for (const [key, methods] of found) {
      if (methods.length === 1 && !this.#values.has(` ${key}`)) this.#values.set(` ${key}`, methods);
    }
  }

  /** `this.key = value`. */
  #addAssignments(): void {
    for (const node of this.script.nodes.all('AssignmentExpression')) {
      const target = node.firstChild?.firstChild?.name === 'this' ? node.firstChild : undefined;
      const key = target && memberKey(this.script, target);
      const value = contentOf(node).at(-1);
      if (key !== undefined && value !== undefined) this.#add(node, key, value);
    }
  }

  #text(node: SyntaxNode): string {
    return textIn(this.script, node);
  }
}

const classBody: ReadonlySet<string> = new Set(['ClassBody']);

/** Identifies the class in whose body a node stands; empty outside of classes. */
function classAround(node: SyntaxNode): string {
  const owner = enclosing(node, classBody);
  return owner === undefined ? '' : keyOf(owner);
}
