import type { SyntaxNode } from '@lezer/common';
import type { ApiValue } from './meaning/apiValue';
import type { Meaning } from './meaning/meaning';
import { contentOf, isFunctionNode } from './syntax/nodes';

type Add = (name: string, value: ApiValue | undefined) => void;

/** What a script exports that is a part of the API, by name. */
export function exportsOf(meaning: Meaning): ReadonlyMap<string, ApiValue> {
  const found = new Map<string, ApiValue>();
  const add: Add = (name, value) => {
    if (value !== undefined) found.set(name, value);
  };
  for (const declaration of meaning.script.tree.topNode.getChildren('ExportDeclaration')) {
    addDefault(declaration, meaning, add);
    for (const definition of declaration.getChildren('VariableDeclaration').flatMap(definitionsIn)) {
      add(meaning.textOf(definition), meaning.valueOf(definition));
    }
    addNames(declaration, meaning, add);
  }
  return found;
}

function addDefault(declaration: SyntaxNode, meaning: Meaning, add: Add): void {
  if (declaration.getChild('default') === null) return;
  const value = contentOf(declaration).at(-1);
  if (value !== undefined) add('default', meaning.valueOf(value));
}

/** `export { name as alias }`, also `from` another module, and `export * from` one. */
function addNames(declaration: SyntaxNode, meaning: Meaning, add: Add): void {
  const from = declaration.getChild('String');
  const source = from === null ? undefined : meaning.readModule(meaning.textOf(from).slice(1, -1));
  if (declaration.getChild('Star') !== null) for (const [name, value] of source ?? []) add(name, value);
  const names = declaration.getChild('ExportGroup')?.getChildren('VariableName') ?? [];
  for (const node of names) {
    if (node.prevSibling?.name === 'as') continue;
    const alias = node.nextSibling?.name === 'as' ? node.nextSibling.nextSibling : null;
    const value = from === null ? meaning.valueOf(node) : source?.get(meaning.textOf(node));
    add(meaning.textOf(alias ?? node), value);
  }
}

function definitionsIn(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate((cursor) => {
    if (isFunctionNode(cursor.node)) return false;
    if (cursor.name === 'VariableDefinition') found.push(cursor.node);
    return true;
  });
  return found;
}
