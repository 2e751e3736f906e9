import type { SyntaxNode } from '@lezer/common';
import { childOf, childrenOf, contentOf, isFunctionNode } from '../../syntax/nodes';
import type { Range } from '../../syntax/nodes';
import { textIn } from '../../syntax/script';
import type { Script } from '../../syntax/script';

/** Where the value of a variable comes from. */
export type Origin =
  | { readonly kind: 'value'; readonly node: SyntaxNode }
  | { readonly kind: 'property'; readonly object: Origin; readonly key: string }
  /** An element of a list, in `for (const element of list)`. */
  | { readonly kind: 'element'; readonly list: SyntaxNode }
  /** `name` is '*' for the module itself. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'parameter'; readonly function: SyntaxNode; readonly index: number }
  /** A function declaration, by its node. */
  | { readonly kind: 'function'; readonly node: SyntaxNode };

/** A variable: what its name stands for, and all values that it is given. */
export interface Variable {
  readonly name: string;
  readonly definition: Range;
  readonly origins: Origin[];
  /** The type that an annotation names, as text. */
  readonly type?: string;
}

interface Scope extends Range {
  readonly parent: Scope | undefined;
  readonly children: Scope[];
  readonly variables: Map<string, Variable>;
  /** Whether `var` and functions are hoisted to here. */
  readonly isFunction: boolean;
}

const blockNames: ReadonlySet<string> = new Set(['Block', 'ForStatement', 'CatchClause', 'ClassBody', 'SwitchBody']);

/** The variables of a script: what a name stands for at each place. */
export class Scopes {
  readonly #root: Scope;
  /** The modules of which the script imports names. */
  readonly importedModules = new Set<string>();

  constructor(private readonly script: Script) {
    this.#root = scopeOf(script.tree.topNode, undefined, true);
    this.#declareAll();
    this.#assign();
  }

  /** The variable that a name stands for at a place, or undefined for a global. */
  find(name: string, at: number): Variable | undefined {
    for (let scope: Scope | undefined = this.#innermost(at); scope !== undefined; scope = scope.parent) {
      const variable = scope.variables.get(name);
      if (variable !== undefined) return variable;
    }
    return undefined;
  }

  /** The variables whose names mean something at a place, the nearest ones first. */
  visibleAt(at: number): readonly Variable[] {
    const found = new Map<string, Variable>();
    for (let scope: Scope | undefined = this.#innermost(at); scope !== undefined; scope = scope.parent) {
      for (const [name, variable] of scope.variables) if (!found.has(name)) found.set(name, variable);
    }
    return [...found.values()];
  }

  #innermost(at: number): Scope {
    let scope = this.#root;
    for (;;) {
      const inner = lastBegunBefore(scope.children, at);
      if (inner === undefined || at >= inner.to) return scope;
      scope = inner;
    }
  }

  #text(range: Range): string {
    return textIn(this.script, range);
  }

  #declareAll(): void {
    let scope = this.#root;
    for (const node of this.script.nodes.scoping) {
      while (scope.parent !== undefined && node.from >= scope.to) scope = scope.parent;
      const ofFunction = isFunctionNode(node);
      const inner: Scope = ofFunction || blockNames.has(node.name) ? scopeOf(node, scope, ofFunction) : scope;
      this.#declare(node, scope, inner);
      scope = inner;
    }
  }

  /** @param inner the scope that the node opens, or else the one in which it stands */
  #declare(node: SyntaxNode, scope: Scope, inner: Scope): void {
    switch (node.name) {
      case 'VariableDeclaration':
        this.#declareVariables(node, scope);
        break;
      case 'FunctionDeclaration':
        this.#declareFunction(node, hoistingScope(scope));
        this.#declareParameters(node, inner);
        break;
      case 'FunctionExpression':
      case 'ArrowFunction':
      case 'MethodDeclaration':
      case 'Property':
        this.#declareParameters(node, inner);
        break;
      case 'ClassDeclaration':
      case 'CatchClause':
        for (const definition of node.getChildren('VariableDefinition')) this.#add(inner, definition, undefined);
        break;
      case 'ForOfSpec':
      case 'ForInSpec':
        this.#declareLoop(node, scope);
        break;
      case 'ImportDeclaration':
        this.#declareImports(node, scope);
        break;
    }
  }

  #declareVariables(declaration: SyntaxNode, scope: Scope): void {
    const target = childOf(declaration, 'var') === null ? scope : hoistingScope(scope);
    let pattern: SyntaxNode | undefined;
    let value: SyntaxNode | undefined;
    const done = () => {
      if (pattern !== undefined) this.#bind(target, pattern, value && { kind: 'value', node: value });
      pattern = value = undefined;
    };
    for (const child of childrenOf(declaration)) {
      if (child.name === ',') done();
      else if (isPattern(child)) pattern = child;
      else if (child.prevSibling?.name === 'Equals') value = child;
    }
    done();
  }

  #declareLoop(spec: SyntaxNode, scope: Scope): void {
    const pattern = childrenOf(spec).find(isPattern);
    const list = childOf(spec, 'of')?.nextSibling;
    if (pattern !== undefined) this.#bind(scope, pattern, list && { kind: 'element', list });
  }

  #declareFunction(declaration: SyntaxNode, scope: Scope): void {
    const name = childOf(declaration, 'VariableDefinition');
    if (name !== null) this.#add(scope, name, { kind: 'function', node: declaration });
  }

  #declareParameters(node: SyntaxNode, scope: Scope): void {
    const list = childOf(node, 'ParamList');
    const own = node.name === 'FunctionExpression' ? childOf(node, 'VariableDefinition') : null;
    if (own !== null) this.#add(scope, own, { kind: 'function', node });
    let index = 0;
    for (const child of list === null ? [] : childrenOf(list)) {
      if (child.name === ',') index++;
      else if (isPattern(child)) this.#bind(scope, child, { kind: 'parameter', function: node, index });
      else if (child.prevSibling?.name === 'Equals') this.#bindDefault(scope, child);
    }
  }

  /** A default is one more value of what stands before it. */
  #bindDefault(scope: Scope, value: SyntaxNode): void {
    let target = value.prevSibling;
    while (target !== null && !isPattern(target)) target = target.prevSibling;
    if (target !== null) this.#bind(scope, target, { kind: 'value', node: value });
  }

  #declareImports(declaration: SyntaxNode, scope: Scope): void {
    const specifierNode = declaration.getChild('String');
    if (specifierNode === null) return;
    const specifier = this.#text(specifierNode).slice(1, -1);
    this.importedModules.add(specifier);
    const add = (definition: SyntaxNode, name: string) =>
      this.#add(scope, definition, { kind: 'import', specifier, name });
    const whole = declaration.getChild('Star') !== null;
    for (const definition of declaration.getChildren('VariableDefinition')) add(definition, whole ? '*' : 'default');
    const group = declaration.getChild('ImportGroup');
    for (const definition of group?.getChildren('VariableDefinition') ?? []) {
      const named = definition.prevSibling?.name === 'as' ? definition.prevSibling.prevSibling : null;
      add(definition, this.#text(named ?? definition));
    }
  }

  /** Declares the variables of a pattern, which may take what it is given apart. */
  #bind(scope: Scope, pattern: SyntaxNode, origin: Origin | null | undefined): void {
    if (pattern.name === 'VariableDefinition') {
      this.#add(scope, pattern, origin);
      return;
    }
    for (const property of pattern.getChildren('PatternProperty')) {
      const name = childOf(property, 'PropertyName');
      const target = childrenOf(property).find(isPattern);
      if (target === undefined) continue;
      const isRest = childOf(property, 'Spread') !== null;
      const key = this.#text(name ?? target);
      const from = !origin || isRest ? origin : ({ kind: 'property', object: origin, key } as const);
      this.#bind(scope, target, from);
    }
    if (pattern.name === 'ArrayPattern') {
      for (const target of contentOf(pattern).filter(isPattern)) this.#bind(scope, target, undefined);
    }
  }

  #add(scope: Scope, definition: SyntaxNode, origin: Origin | null | undefined): void {
    const name = this.#text(definition);
    const present = scope.variables.get(name);
    const annotation = definition.nextSibling?.name === 'TypeAnnotation' ? definition.nextSibling : undefined;
    const type = annotation && this.#text(annotation).replace(/^:\s*/, '');
    const variable: Variable = present ?? {
      name,
      definition: { from: definition.from, to: definition.to },
      origins: [],
      ...(type === undefined ? {} : { type }),
    };
    if (origin) variable.origins.push(origin);
    scope.variables.set(name, variable);
  }

  /** Adds the values that variables are given after their declaration. */
  #assign(): void {
    for (const node of this.script.nodes.all('AssignmentExpression')) {
      const [target, , value] = contentOf(node);
      if (target?.name !== 'VariableName' || value === undefined) continue;
      this.find(this.#text(target), target.from)?.origins.push({ kind: 'value', node: value });
    }
  }
}

/** The last of scopes that stand one after the other which begins at a place or before it. */
function lastBegunBefore(scopes: readonly Scope[], at: number): Scope | undefined {
  let [low, high] = [0, scopes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scopes[middle]?.from ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return scopes[low - 1];
}

function scopeOf({ from, to }: Range, parent: Scope | undefined, isFunction: boolean): Scope {
  const scope: Scope = { from, to, parent, children: [], variables: new Map(), isFunction };
  parent?.children.push(scope);
  return scope;
}

function hoistingScope(scope: Scope): Scope {
  let each = scope;
  while (!each.isFunction && each.parent !== undefined) each = each.parent;
  return each;
}

function isPattern({ name }: SyntaxNode): boolean {
  return name === 'VariableDefinition' || name === 'ObjectPattern' || name === 'ArrayPattern';
}
