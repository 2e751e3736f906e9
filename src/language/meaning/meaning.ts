import type { SyntaxNode } from '@lezer/common';
import { append } from '../../base/collections';
import { childrenOf, contentOf, isFunctionNode, keyOf } from '../syntax/nodes';
import type { Range } from '../syntax/nodes';
import { memberKey, textIn } from '../syntax/script';
import type { Script } from '../syntax/script';
import { globalValue, isNamespace, propertyOf } from './apiValue';
import type { ApiValue } from './apiValue';
import { Fields } from './names/fields';
import { Scopes } from './names/scopes';
import type { Origin, Variable } from './names/scopes';

/** What the API hands to a script. */
export interface HandedValues {
  /** By the key of a function that is written in the script: the value of its first parameter. */
  readonly functions: ReadonlyMap<string, ApiValue>;
  /** By the key of its definition: what a function gets that is itself a parameter, such as `resolve` of a promise. */
  readonly names: ReadonlyMap<string, ApiValue>;
}

/** What another module exports, as far as that is a part of the API; undefined where it can't be read. */
export type ReadModule = (specifier: string) => ReadonlyMap<string, ApiValue> | undefined;

const noModules: ReadModule = () => undefined;

/** A chain of names is followed so far: longer ones are circles, or code that nobody wrote by hand. */
const deepest = 40;

/** What the expressions of a script stand for in the API. */
export class Meaning {
  readonly #scopes: Scopes;
  /** By node: what was found, or that it is being looked for, so that circles end. */
  readonly #values = new Map<number, ApiValue | undefined>();
  /** The functions behind expressions, likewise. */
  readonly #functions = new Map<number, SyntaxNode | undefined>();
  /** Likewise, by function and index. */
  readonly #parameters = new Map<string, ApiValue | undefined>();
  #calls: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;
  #fields: Fields | undefined;
  #handed: HandedValues['functions'] = new Map();
  #handedByName: HandedValues['names'] = new Map();
  #depth = 0;

  constructor(
    readonly script: Script,
    readonly readModule: ReadModule = noModules,
  ) {
    this.#scopes = new Scopes(script);
  }

  /** Asks for every module that the script imports: later questions about a name may come when none can be read any more. */
  readImports(): void {
    for (const specifier of this.#scopes.importedModules) this.readModule(specifier);
  }

  /** What the API hands to functions of the script is known from now on; it follows from the calls, which are found first. */
  learn({ functions, names }: HandedValues): void {
    this.#handed = functions;
    this.#handedByName = names;
    this.#values.clear();
    this.#parameters.clear();
  }

  textOf(range: Range): string {
    return textIn(this.script, range);
  }

  /** The variable that a name stands for, or undefined for a global. */
  variableOf(name: SyntaxNode): Variable | undefined {
    return this.#scopes.find(this.textOf(name), name.from);
  }

  /** The variables whose names mean something at an offset, the nearest ones first. */
  variablesAt(offset: number): readonly Variable[] {
    return this.#scopes.visibleAt(offset);
  }

  /** What an expression stands for in the API, or undefined if it is no part of that. */
  valueOf(node: SyntaxNode): ApiValue | undefined {
    const key = numberOf(node);
    if (this.#values.has(key)) return this.#values.get(key);
    if (this.#depth > deepest) return undefined;
    this.#values.set(key, undefined);
    this.#depth++;
    const value = this.#evaluate(node);
    this.#depth--;
    this.#values.set(key, value);
    return value;
  }

  /** What a variable stands for: the first of its values that is a part of the API. */
  valueOfVariable(variable: Variable): ApiValue | undefined {
    return typedValue(variable.type) ?? firstOf(variable.origins, (origin) => this.#valueOfOrigin(origin));
  }

  /** The function behind an expression: one that is written there, or what a variable or a field of `this` holds. */
  functionOf(node: SyntaxNode): SyntaxNode | undefined {
    const inner = unwrapped(node);
    if (isFunctionNode(inner)) return inner;
    const key = numberOf(inner);
    if (this.#functions.has(key)) return this.#functions.get(key);
    if (this.#depth > deepest) return undefined;
    this.#functions.set(key, undefined);
    this.#depth++;
    const found = this.#functionBehind(inner);
    this.#depth--;
    this.#functions.set(key, found);
    return found;
  }

  #functionBehind(node: SyntaxNode): SyntaxNode | undefined {
    if (node.name === 'VariableName') {
      return firstOf(this.variableOf(node)?.origins ?? [], (origin) => {
        if (origin.kind === 'function') return origin.node;
        return origin.kind === 'value' ? this.functionOf(origin.node) : undefined;
      });
    }
    const object = node.firstChild;
    if (node.name === 'MemberExpression' && object?.name === 'this') {
      return firstOf(this.#valuesOfField(node, this.keyOfMember(node) ?? ''), (each) => this.functionOf(each));
    }
    // `handler.bind(this)` is called as the handler is.
    const isBound = node.name === 'CallExpression' && object?.name === 'MemberExpression';
    if (!isBound || this.keyOfMember(object) !== 'bind' || object.firstChild === null) return undefined;
    return this.functionOf(object.firstChild);
  }

  #valueOfDefinition(definition: SyntaxNode): ApiValue | undefined {
    const variable = this.variableOf(definition);
    return variable && this.valueOfVariable(variable);
  }

  #evaluate(node: SyntaxNode): ApiValue | undefined {
    switch (node.name) {
      case 'VariableName': {
        const variable = this.variableOf(node);
        return variable === undefined ? globalValue(this.textOf(node)) : this.valueOfVariable(variable);
      }
      case 'MemberExpression':
        return this.#evaluateMember(node);
      case 'CallExpression':
        return this.#evaluateCall(node);
      case 'BinaryExpression':
        return this.#evaluateBinary(node);
      case 'AssignmentExpression': {
        const value = contentOf(node).at(-1);
        return value && this.valueOf(value);
      }
      case 'ConditionalExpression':
        return firstOf(
          contentOf(node)
            .filter(({ name }) => name !== 'LogicOp')
            .slice(1),
          (each) => this.valueOf(each),
        );
      case 'VariableDefinition':
        return this.#valueOfDefinition(node);
      case 'AwaitExpression': {
        const inner = unwrapped(node);
        return inner === node ? undefined : (this.valueOf(inner) ?? this.#awaited(inner));
      }
      case 'ParenthesizedExpression':
      case 'PostfixExpression': {
        const inner = unwrapped(node);
        return inner === node ? undefined : this.valueOf(inner);
      }
      default:
        return undefined;
    }
  }

  /** What a promise brings that is made around a call of the API: `new Promise((resolve) => agent.get(resolve))`. */
  #awaited(node: SyntaxNode): ApiValue | undefined {
    const made = unwrapped(node);
    if (made.name === 'CallExpression') return firstOf(this.returnedBy(made), (each) => this.#awaited(each));
    if (made.name !== 'NewExpression' || made.getChild('VariableName') === null) return undefined;
    const [executor] = contentOf(made.getChild('ArgList') ?? made);
    const written = executor && this.functionOf(executor);
    const resolve = written?.getChild('ParamList')?.getChild('VariableDefinition');
    return resolve ? this.#handedByName.get(keyOf(resolve)) : undefined;
  }

  /** What is taken apart by the pattern of a declaration, or of the parameter of a function. */
  valueTakenApart(pattern: SyntaxNode): ApiValue | undefined {
    const { parent } = pattern;
    if (parent?.name === 'ParamList') {
      const first = contentOf(parent)[0];
      const isFirst = first !== undefined && keyOf(first) === keyOf(pattern);
      return isFirst && parent.parent !== null ? this.#valueOfParameter(parent.parent, 0) : undefined;
    }
    const value = pattern.nextSibling?.name === 'Equals' ? pattern.nextSibling.nextSibling : null;
    return parent?.name === 'VariableDeclaration' && value !== null ? this.valueOf(value) : undefined;
  }

  #evaluateMember(node: SyntaxNode): ApiValue | undefined {
    const object = node.firstChild;
    const key = this.keyOfMember(node);
    if (object === null || key === undefined) return undefined;
    if (object.name === 'this') return this.#valueOfField(node, key);
    const value = this.valueOf(object);
    if (value !== undefined) return propertyOf(value, key);
    return this.#valueOfModuleMember(object, key);
  }

  /** The name of the property that a member expression takes, or undefined where it is computed. */
  keyOfMember(node: SyntaxNode): string | undefined {
    return memberKey(this.script, node);
  }

  /** `module.name` after `import * as module`. */
  #valueOfModuleMember(object: SyntaxNode, key: string): ApiValue | undefined {
    if (object.name !== 'VariableName') return undefined;
    return firstOf(this.variableOf(object)?.origins ?? [], (origin) =>
      origin.kind === 'import' && origin.name === '*' ? this.readModule(origin.specifier)?.get(key) : undefined,
    );
  }

  /** What a function returns that is written in the script. */
  #evaluateCall(node: SyntaxNode): ApiValue | undefined {
    const callee = node.firstChild && this.valueOf(node.firstChild);
    // Both return the service, so that calls are chained.
    if (callee?.kind === 'core' && (callee.name === 'subscribe' || callee.name === 'unsubscribe'))
      return { kind: 'service' };
    return firstOf(this.returnedBy(node), (each) => this.valueOf(each));
  }

  /** The expressions of which a call gives one, where the function is written in the script. */
  returnedBy(call: SyntaxNode): readonly SyntaxNode[] {
    const body = call.firstChild && this.functionOf(call.firstChild)?.lastChild;
    if (!body) return [];
    return body.name === 'Block' ? returnedIn(body) : [body];
  }

  #evaluateBinary(node: SyntaxNode): ApiValue | undefined {
    const [left, operator, right] = childrenOf(node);
    if (left === undefined || operator === undefined || right === undefined) return undefined;
    const sign = this.textOf(operator);
    if (sign === 'as' || sign === 'satisfies') return this.valueOf(left);
    if (sign === '&&') return this.valueOf(right);
    return sign === '||' || sign === '??' ? (this.valueOf(left) ?? this.valueOf(right)) : undefined;
  }

  #valueOfOrigin(origin: Origin): ApiValue | undefined {
    switch (origin.kind) {
      case 'value':
        return this.valueOf(origin.node);
      case 'element': {
        const list = this.valueOf(origin.list);
        return list?.kind === 'list' ? list.of : undefined;
      }
      case 'property': {
        const object = this.#valueOfOrigin(origin.object);
        return object && propertyOf(object, origin.key);
      }
      case 'import':
        return this.readModule(origin.specifier)?.get(origin.name);
      case 'parameter':
        return this.#valueOfParameter(origin.function, origin.index);
      case 'function':
        return undefined;
    }
  }

  /** What the calls of a function hand to it. */
  #valueOfParameter(node: SyntaxNode, index: number): ApiValue | undefined {
    const key = `${keyOf(node)} ${index}`;
    if (this.#parameters.has(key)) return this.#parameters.get(key);
    this.#parameters.set(key, undefined);
    const handed = index === 0 ? (this.#handed.get(keyOf(node)) ?? this.#elementHandedTo(node)) : undefined;
    const value =
      handed ??
      firstOf(this.#callsOf(node), (call) => {
        const list = call.getChild('ArgList');
        const argument = list === null ? undefined : contentOf(list)[index];
        return argument && this.valueOf(argument);
      });
    this.#parameters.set(key, value);
    return value;
  }

  /** What `list.forEach(…)` and its like, or `promise.then(…)`, hand to a function that is written there. */
  #elementHandedTo(node: SyntaxNode): ApiValue | undefined {
    const callee = node.parent?.name === 'ArgList' ? node.parent.prevSibling : null;
    if (callee?.name !== 'MemberExpression') return undefined;
    const method = this.keyOfMember(callee) ?? '';
    if (method === 'then') return callee.firstChild === null ? undefined : this.#awaited(callee.firstChild);
    if (!elementMethods.has(method)) return undefined;
    const list = callee.firstChild && this.valueOf(callee.firstChild);
    return list?.kind === 'list' ? list.of : undefined;
  }

  #callsOf(node: SyntaxNode): readonly SyntaxNode[] {
    this.#calls ??= this.#allCalls();
    return this.#calls.get(keyOf(node)) ?? [];
  }

  /** The calls of the functions that are written in the script, by function. */
  #allCalls(): ReadonlyMap<string, readonly SyntaxNode[]> {
    const calls = new Map<string, SyntaxNode[]>();
    for (const node of this.script.nodes.all('CallExpression')) {
      const called = node.firstChild && this.functionOf(node.firstChild);
      if (called) append(calls, keyOf(called), node);
    }
    return calls;
  }

  /** What `this.key` stands for: the values that the class, or else the script, gives to that field. */
  #valueOfField(node: SyntaxNode, key: string): ApiValue | undefined {
    return firstOf(this.#valuesOfField(node, key), (each) => this.valueOf(each));
  }

  #valuesOfField(node: SyntaxNode, key: string): readonly SyntaxNode[] {
    this.#fields ??= new Fields(this.script);
    return this.#fields.valuesOf(node, key);
  }
}

const elementMethods: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'filter', 'find', 'some', 'every']);

/** Identifies a node as `keyOf` does, by a number: no document that is read is longer than 2^20, and there are fewer than 2^9 kinds of nodes. */
function numberOf({ from, to, type }: SyntaxNode): number {
  return (from * 2 ** 20 + (to - from)) * 2 ** 9 + type.id;
}

/** A variable that is annotated with a type of ours says itself what it holds. */
function typedValue(type: string | undefined): ApiValue | undefined {
  const [, name] = /^(?:typeof )?genesys\.wwe\.(\w+)$/.exec(type ?? '') ?? [];
  if (name === undefined) return undefined;
  if (name === 'Service' || name === 'service') return { kind: 'service' };
  const namespace = name.replace(/Service$/, '').replace(/^./, (letter) => letter.toLowerCase());
  return isNamespace(namespace) ? { kind: 'namespace', name: namespace } : undefined;
}

/** An expression without what only stands around it. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (['ParenthesizedExpression', 'PostfixExpression', 'AwaitExpression'].includes(inner.name)) {
    const next = contentOf(inner).find(({ name }) => name !== 'await' && name !== 'LogicOp');
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}

function returnedIn(body: SyntaxNode): readonly SyntaxNode[] {
  const returned: SyntaxNode[] = [];
  body.cursor().iterate((cursor) => {
    if (isFunctionNode(cursor.node)) return false;
    if (cursor.name === 'ReturnStatement') {
      const value = contentOf(cursor.node).find(({ name }) => name !== 'return');
      if (value !== undefined) returned.push(value);
    }
    return true;
  });
  return returned;
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
