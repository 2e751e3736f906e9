// Makes a bundle use the built-ins as they were when it started, so that nothing that a page replaces later can change what
// it does: an esbuild plugin that rewrites the TypeScript of src/ on its way into the bundle. The source stays ordinary
// code; src/bridge/builtIns.ts is what the rewritten code calls. By the types:
//
//   list.map(f)           method_Array_map(list, f)     each method of a built-in prototype
//   Object.keys(x)        fixed_Object_keys(x)          each function of a built-in object
//   new Proxy(x, y)       new builtIn_Proxy(x, y)       each other built-in
//   new WebSocket(x)      new global_WebSocket(x)       each global of the browser, which is the page's in any case
//   [...list]             [...eachOf(list)]             each iteration: also for, destructuring and Array.from
//   await promise         await awaited(promise)        also what an async function returns
//   list.push(x)          ownPush(list, x)              each that builtIns.ts has a safer one for
//   x instanceof Promise  isPromise(x)                  by what the language itself makes promises of
//   { a: 1 }              { __proto__: null, a: 1 }     each object, so that no look-up reaches Object.prototype
//
// And so that the bundle is small:
//
//   limits.frameBytes     (1024 * 1024)                 each constant of a table, see constants.mjs
//   this.owner            this.private_owner            each member that is private or protected in TypeScript
//
// Methods of the DOM are left alone. Code that it cannot rewrite stops the build.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { constantText } from './constants.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const runtime = 'src/bridge/builtIns.ts';
/** The names of members that are private in TypeScript begin with this in bundles, so that esbuild can shorten them. */
const privateMark = 'private_';
export const privateNames = new RegExp(`^${privateMark}`);
/** What rewritten modules import. */
const pinsModule = 'pinned-built-ins';

/** The page's own objects, which are whatever they are at the time. */
const pageObjects = new Set(['window', 'document', 'location', 'globalThis', 'console', 'crypto', 'navigator']);

/** What TypeScript calls by several names and is one object when the code runs. */
const realNames = {
  ReadonlyArray: 'Array',
  RegExpMatchArray: 'Array',
  RegExpExecArray: 'Array',
  ReadonlyMap: 'Map',
  ReadonlySet: 'Set',
  CallableFunction: 'Function',
  NewableFunction: 'Function',
};

/** The function of builtIns.ts that iterates over a type. */
const iterators = {
  Array: 'eachOf',
  Uint8Array: 'eachOf',
  NodeListOf: 'eachOf',
  ArrayLike: 'eachOf',
  MapIterator: 'eachOfMapIterator',
};

/** Their constructors would iterate, and call the methods that their prototypes have by then. */
const collections = new Set(['Set', 'Map', 'WeakSet', 'WeakMap']);

/** Functions that iterate over their first argument. */
const iterating = new Set(['Array.from', 'Object.fromEntries']);

/** What builtIns.ts has of its own for a function of a built-in. */
const own = new Map([
  ['Array.push', 'ownPush'],
  ['Array.map', 'ownMap'],
  ['Array.filter', 'ownFilter'],
  ['Promise.race', 'ownRace'],
]);

/** Objects of the language that have functions and are no classes. */
const namespaces = new Set(['Atomics', 'Intl', 'JSON', 'Math', 'Reflect']);

const usingOperators = new Set([ts.SyntaxKind.InKeyword, ts.SyntaxKind.InstanceOfKeyword]);

/** Under another name none of them would be known for what it is. */
const ownNameOnly = 'use what the language has under its own name';

/** Functions that look for the page’s code on classes and prototypes, and that builtIns.ts has none of its own for. */
const unsafe = new Map(
  [
    ['Array', 'make a new list', ['concat', 'flat', 'flatMap', 'slice', 'splice', 'unshift']],
    ['String', 'use exec', ['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split']],
    ['Promise', 'use await', ['all', 'allSettled', 'any', 'catch', 'finally', 'resolve', 'then']],
  ].flatMap(([owner, advice, names]) => names.map((name) => [`${owner}.${name}`, advice])),
);

/** @param entryPoints the modules that bundles begin with, and others that they get in place of a package */
export function pinBuiltIns(entryPoints) {
  /** Of the builds that run now: they all begin before one of them ends. */
  let shared;
  return {
    name: 'pin-built-ins',
    setup({ onStart, onResolve, onLoad, onEnd }) {
      let rewritten = new Map();
      onStart(() => {
        shared ??= rewriteAll(entryPoints);
        rewritten = shared.files;
        return { errors: shared.errors };
      });
      onEnd(() => {
        shared = undefined;
      });
      onResolve({ filter: new RegExp(`^${pinsModule}$`) }, ({ path }) => ({ path, namespace: pinsModule }));
      onLoad({ filter: /.*/, namespace: pinsModule }, ({ path }) => ({
        contents: rewritten.get(path),
        resolveDir: root,
      }));
      onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
        const contents = rewritten.get(path);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}

/** The new text of each module by its path, and of the module from which they import what they call. */
function rewriteAll(entryPoints) {
  const config = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, root);
  const program = ts.createProgram(
    entryPoints.map((path) => resolve(root, path)),
    options,
  );
  const files = new Map();
  const errors = [];
  const names = new Set();
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || !source.fileName.endsWith('.ts') || source.fileName === resolve(root, runtime)) {
      continue;
    }
    const rewriter = new Rewriter(source, program);
    files.set(source.fileName, rewriter.text());
    errors.push(...rewriter.errors);
    for (const name of rewriter.names) names.add(name);
  }
  files.set(pinsModule, pinsText([...names].sort()));
  return { files, errors };
}

/** One line for each built-in object, which takes all that is used of it. */
function pinsText(names) {
  const helpers = names.filter((name) => !name.includes('_'));
  const pins = new Map();
  for (const pin of names.filter((one) => one.includes('_'))) {
    const [kind, ...path] = pin.split('_');
    const key = path.pop();
    const owner = path.map((name) => `'${name}'`).join('');
    const from = kind === 'global' ? 'globalThis' : `pinned.${kind}(${owner})`;
    pins.set(from, [...(pins.get(from) ?? []), `${key}: ${pin}`]);
  }
  const lines = [...pins].map(([from, keys]) => `export const { ${keys.join(', ')} } = ${from};`);
  return [
    `import * as pinned from './${runtime}';`,
    `export { ${helpers.join(', ')} } from './${runtime}';`,
    ...lines,
  ].join('\n');
}

/** Writes one module anew. */
class Rewriter {
  names = new Set();
  errors = [];
  #source;
  #program;
  #checker;

  constructor(source, program) {
    this.#source = source;
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  text() {
    const text = this.#print(this.#source);
    // On the first line, so that lines keep their numbers.
    return this.names.size === 0 ? text : `import { ${[...this.names].join(', ')} } from '${pinsModule}'; ${text}`;
  }

  #use(name) {
    this.names.add(name);
    return name;
  }

  #fail(node, text) {
    const { line, character } = this.#source.getLineAndCharacterOfPosition(node.getStart(this.#source));
    this.errors.push({
      text: `${text}: ${node.getText(this.#source).slice(0, 80)}`,
      location: { file: this.#source.fileName, line: line + 1, column: character },
    });
    return this.#slice(node.pos, node.end);
  }

  #slice(from, to) {
    return this.#source.text.slice(from, to);
  }

  /** With the space and comments before it. */
  #print(node) {
    const special = this.#printSpecial(node);
    const text = special === undefined ? this.#printParts(node) : this.#leading(node) + special;
    return this.#isPromiseOfAsync(node) ? this.#leading(node) + this.#awaited(text) : text;
  }

  /** Without them. */
  #inner(node) {
    return this.#print(node).slice(this.#leading(node).length);
  }

  #leading(node) {
    return this.#slice(node.pos, node.getStart(this.#source));
  }

  #printParts(node) {
    let text = '';
    let at = node.pos;
    ts.forEachChild(node, (child) => {
      text += this.#slice(at, child.pos) + this.#print(child);
      at = child.end;
    });
    return text + this.#slice(at, node.end);
  }

  /** What a node becomes, or undefined if only what it holds is looked at. */
  #printSpecial(node) {
    if (isOnlyType(node)) return node.getText(this.#source);
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isNewExpression(node)) return this.#construction(node);
    if (ts.isPropertyAccessExpression(node)) return this.#property(node);
    if (ts.isIdentifier(node)) return this.#identifier(node);
    if (ts.isObjectLiteralExpression(node)) return this.#object(node);
    if (ts.isAwaitExpression(node)) return this.#awaited(this.#inner(node.expression));
    if (isInstanceOfPromise(node)) return `${this.#use('isPromise')}(${this.#inner(node.left)})`;
    if (ts.isSpreadElement(node)) return `...${this.#iterated(node.expression)}`;
    if (ts.isForOfStatement(node)) return this.#loop(node);
    if (ts.isVariableDeclaration(node) && ts.isArrayBindingPattern(node.name)) return this.#declaration(node);
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) return this.#taken(node);
    if (ts.isArrayBindingPattern(node) && !isTakenApart(node)) return this.#fail(node, 'take this apart on its own');
    if (ts.isFunctionLike(node) && node.body !== undefined) return this.#function(node);
    return undefined;
  }

  #call(node) {
    const { expression: callee } = node;
    if (!ts.isPropertyAccessExpression(callee)) return undefined;
    const member = this.#member(callee);
    const advice = member && unsafe.get(`${member.owner}.${member.name}`);
    if (advice !== undefined) return this.#fail(node, advice);
    if (member?.kind === 'fixed') {
      return `${this.#pin('fixed', member)}(${this.#arguments(node, iterating.has(`${member.owner}.${member.name}`))})`;
    }
    if (member?.kind !== 'method') return undefined;
    if (member.owner === 'RegExp' && member.name === 'test') {
      // It would look for `exec` on the prototype.
      const [subject] = node.arguments;
      return `(${this.#use('method_RegExp_exec')}(${this.#inner(callee.expression)}, ${this.#inner(subject)}) !== null)`;
    }
    const name = this.#pin('method', member);
    const self = this.#inner(callee.expression);
    const rest = node.arguments.length === 0 ? '' : `, ${this.#arguments(node)}`;
    // In an optional chain all that follows is left out where its beginning is missing.
    if (ts.isOptionalChain(node)) return `${this.#use('ifThere')}(${self}, ($) => ${name}($${rest}))`;
    return `${name}(${self}${rest})`;
  }

  #pin(kind, { owner, name }) {
    return this.#use(own.get(`${owner}.${name}`) ?? `${kind}_${owner}_${name}`);
  }

  #awaited(text) {
    return `await ${this.#use('awaited')}(${text})`;
  }

  /** Whether an async function returns it, which would call its `then`. */
  #isPromiseOfAsync(node) {
    const { parent } = node;
    const isReturned = ts.isExpression(node) && (ts.isReturnStatement(parent) || isBodyOfArrow(node, parent));
    if (!isReturned || !isInAsync(node)) return false;
    const type = this.#checker.getTypeAtLocation(node);
    // It may be one of several things that are returned.
    return (type.isUnion() ? type.types : [type]).some((one) => this.#ownerOfType(one) === 'Promise');
  }

  #arguments(node, iterates = false) {
    return (node.arguments ?? [])
      .map((argument, index) => (iterates && index === 0 ? this.#iterated(argument) : this.#print(argument)))
      .join(',');
  }

  #construction(node) {
    const { expression: made, arguments: given = [] } = node;
    if (!ts.isIdentifier(made) || !collections.has(made.text) || given.length === 0) return undefined;
    return this.#fail(node, 'add what it holds one by one');
  }

  #property(node) {
    const constant = constantText(this.#checker, node);
    if (constant !== undefined) return constant;
    if (node.expression.getText() === 'globalThis' && this.#isTaken(this.#checker.getSymbolAtLocation(node.name))) {
      return this.#fail(node, ownNameOnly);
    }
    const member = this.#member(node);
    if (member === undefined) return undefined;
    const { kind, owner, name } = member;
    if (kind === 'fixed') return this.#use(`fixed_${owner}_${name}`);
    return this.#fail(
      node,
      kind === 'method' ? 'call this method, or wrap it into a function' : 'do without this accessor',
    );
  }

  #identifier(node) {
    const { text, parent } = node;
    const symbol = this.#checker.getSymbolAtLocation(node);
    const declared = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
    if (declared !== undefined && isPrivate(declared)) return privateMark + text;
    if (!isExpression(node, parent) || pageObjects.has(text)) return undefined;
    if (declared === undefined || text === 'undefined' || !this.#isOfLibrary(declared)) return undefined;
    if (isOfLanguage(declared.getSourceFile()) && this.#isClassOrNamespace(symbol) && !isUsedItself(node, parent)) {
      return this.#fail(node, ownNameOnly);
    }
    if (text === 'Promise') return this.#use('promiseClass');
    return this.#use(`${isOfLanguage(declared.getSourceFile()) ? 'builtIn' : 'global'}_${text}`);
  }

  /** What `const { owner } = this` takes under a name of its own. */
  #taken(node) {
    const { name, propertyName, parent } = node;
    const key = propertyName ?? name;
    if (!ts.isIdentifier(key)) return undefined;
    const symbol = this.#checker.getTypeAtLocation(parent).getProperty(key.text);
    if (this.#isTaken(symbol)) return this.#fail(node, ownNameOnly);
    const declared = symbol?.valueDeclaration;
    if (declared === undefined || !isPrivate(declared)) return undefined;
    const otherwise = node.initializer === undefined ? '' : ` = ${this.#print(node.initializer)}`;
    return `${privateMark}${key.text}: ${this.#inner(name)}${otherwise}`;
  }

  #object(node) {
    const text = this.#printParts(node).slice(this.#leading(node).length);
    return node.properties.length === 0 ? '{ __proto__: null }' : `{ __proto__: null,${text.slice(1)}`;
  }

  #iterated(node) {
    const type = this.#checker.getTypeAtLocation(node);
    const name = iterators[this.#ownerOfType(type) ?? ''];
    if (ts.isObjectLiteralExpression(node)) return this.#inner(node);
    if (name === undefined) return this.#fail(node, 'iterate over a list or over the keys of a map');
    const orNothing = type.isUnion() ? ' ?? []' : '';
    return `${this.#use(name)}(${this.#inner(node)}${orNothing})`;
  }

  #loop(node) {
    const { initializer, expression, statement } = node;
    const declared = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0].name : undefined;
    if (declared !== undefined && this.#ownerOfType(this.#checker.getTypeAtLocation(expression)) === 'Array') {
      return this.#listLoop(declared, expression, statement);
    }
    return `for (${this.#inner(initializer)} of ${this.#iterated(expression)})${this.#print(statement)}`;
  }

  /** As an ordinary loop, which is faster. */
  #listLoop(declared, expression, statement) {
    const [at, list] = [`$at${expression.pos}`, `$list${expression.pos}`];
    const item = ts.isArrayBindingPattern(declared) ? `${this.#use('eachOf')}(${list}[${at}])` : `${list}[${at}]`;
    const begin = `let ${at} = 0, ${list} = ${this.#inner(expression)}; ${at} < ${list}.length; ${at}++`;
    return `for (${begin}) { const ${this.#printParts(declared)} = ${item}; ${this.#print(statement)} }`;
  }

  #declaration(node) {
    if (node.initializer === undefined) return undefined;
    return `${this.#printParts(node.name)} = ${this.#iterated(node.initializer)}`;
  }

  /** A parameter that is taken apart as a list becomes a plain one, which the body takes apart. */
  #function(node) {
    const lists = node.parameters.filter(({ name }) => ts.isArrayBindingPattern(name));
    if (lists.length === 0) return undefined;
    const begin = lists
      .map(
        ({ name }) =>
          `const ${this.#printParts(name)} = ${this.#use('eachOf')}($${node.parameters.indexOf(name.parent)});`,
      )
      .join(' ');
    let text = '';
    let at = node.getStart(this.#source);
    ts.forEachChild(node, (child) => {
      text += this.#slice(at, Math.max(at, child.pos));
      at = child.end;
      const parameter = lists.indexOf(child) === -1 ? undefined : child;
      if (parameter !== undefined) text += `${this.#leading(child)}$${node.parameters.indexOf(child)}`;
      else if (child !== node.body)
        text += this.#print(child).slice(child.pos < node.getStart(this.#source) ? this.#leading(child).length : 0);
      else if (ts.isBlock(child)) text += this.#print(child).replace('{', `{ ${begin}`);
      else text += ` { ${begin} return ${this.#inner(child)}; }`;
    });
    return text;
  }

  /** The member of a built-in that a property access means, if it means one. */
  #member({ name: { text: name }, name: node, expression }) {
    const symbol = this.#checker.getSymbolAtLocation(node);
    const declarations = symbol?.declarations ?? [];
    if (declarations.length === 0 || !declarations.some((declared) => this.#isOfLibrary(declared))) return undefined;
    const owners = new Set(declarations.map((declared) => realName(nameOfOwner(declared))));
    const [owner] = owners;
    const isFunction = this.#checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0;
    if (isGlobalObject(expression, owner)) {
      return isFunction ? { kind: 'fixed', owner: expression.text, name } : undefined;
    }
    if (!declarations.every((declared) => isOfLanguage(declared.getSourceFile()))) return undefined;
    if (!isFunction && name !== 'size') return undefined;
    if (owner?.endsWith('Constructor') || namespaces.has(owner)) {
      this.#fail(node, ownNameOnly);
      return undefined;
    }
    if (owners.size !== 1 || owner === undefined) {
      this.#fail(node, `${[...owners].join(' and ')} differ in this`);
      return undefined;
    }
    return { kind: isFunction ? 'method' : 'getter', owner, name };
  }

  #ownerOfType(type) {
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) return 'Array';
    const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
    const types = (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & nothing) === 0);
    const owners = new Set(
      types.map((one) =>
        this.#checker.isArrayType(one) || this.#checker.isTupleType(one) ? 'Array' : realName(one.symbol?.name),
      ),
    );
    return owners.size === 1 ? [...owners][0] : undefined;
  }

  /** Whether it is a function or a class of the language, or an object that has some, such as JSON. */
  #isTaken(symbol) {
    const declared = symbol?.declarations ?? [];
    if (!declared.some((one) => this.#isOfLibrary(one) && isOfLanguage(one.getSourceFile()))) return false;
    const type = this.#checker.getTypeOfSymbol(symbol);
    return type.getCallSignatures().length > 0 || this.#isClassOrNamespace(symbol);
  }

  #isClassOrNamespace(symbol) {
    const type = this.#checker.getTypeOfSymbol(symbol);
    return type.getConstructSignatures().length > 0 || namespaces.has(symbol.name);
  }

  #isOfLibrary(declared) {
    return this.#program.isSourceFileDefaultLibrary(declared.getSourceFile());
  }
}

/** Whether it is a member that only its class may use: mostly a parameter of a constructor that becomes one. */
function isPrivate(declared) {
  return (ts.getCombinedModifierFlags(declared) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}

function realName(name) {
  return Object.hasOwn(realNames, name ?? '') ? realNames[name] : name;
}

/** The interface or namespace in which something is declared. */
function nameOfOwner({ parent }) {
  if (ts.isModuleBlock(parent)) return parent.parent.name.text;
  return ts.isInterfaceDeclaration(parent) ? parent.name.text : undefined;
}

/** `Object` of `Object.keys`, whose declaration is in ObjectConstructor, or `Reflect` of `Reflect.get`. */
function isGlobalObject(expression, owner) {
  return ts.isIdentifier(expression) && (owner === expression.text || owner === `${expression.text}Constructor`);
}

function isOfLanguage({ fileName }) {
  return /\/lib\.es[^/]*\.d\.ts$/.test(fileName);
}

function isBodyOfArrow(node, parent) {
  return ts.isArrowFunction(parent) && parent.body === node;
}

function isInAsync(node) {
  const around = ts.findAncestor(node.parent, ts.isFunctionLike);
  return around !== undefined && (ts.getCombinedModifierFlags(around) & ts.ModifierFlags.Async) !== 0;
}

function isInstanceOfPromise(node) {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
    node.right.getText() === 'Promise'
  );
}

/** Without a part that runs. */
function isOnlyType(node) {
  return (
    (ts.isTypeNode(node) && !isBaseClass(node)) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
  );
}

function isBaseClass({ parent }) {
  return ts.isHeritageClause(parent) && parent.token === ts.SyntaxKind.ExtendsKeyword && ts.isClassLike(parent.parent);
}

/** Patterns that are rewritten together with what they stand in. */
function isTakenApart({ parent }) {
  return (
    ts.isVariableDeclaration(parent) && (parent.initializer !== undefined || ts.isForOfStatement(parent.parent.parent))
  );
}

/** Whether a class or a namespace is made use of where it is named, and gets no other name. */
function isUsedItself(node, parent) {
  if (ts.isPropertyAccessExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node;
  if (ts.isBinaryExpression(parent)) return usingOperators.has(parent.operatorToken.kind);
  // What a function makes of it is looked at there.
  return ts.isCallExpression(parent) || ts.isExpressionWithTypeArguments(parent);
}

/** Whether an identifier stands for a value, and is no name of a member, a declaration or an import. */
function isExpression(node, parent) {
  return (
    parent.name !== node &&
    parent.propertyName !== node &&
    !ts.isImportSpecifier(parent) &&
    !ts.isExportSpecifier(parent) &&
    !ts.isLabeledStatement(parent) &&
    !ts.isBreakOrContinueStatement(parent)
  );
}
