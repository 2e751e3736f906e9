import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../../../scripts/hosts/paths';

const mostFiles = 12;

/** Shipped as it is, so it declares once more what others declare: the same things, as a test sees them. */
const published = join('src', 'testkit', 'playwright', 'api.ts');

interface Module {
  /** From the folder of the project. */
  readonly path: string;
  readonly text: string;
}

const entries = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true });
const modules: readonly Module[] = entries
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name))
  .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));

/** The names that a module declares and exports; what it hands on from another one is not its own. */
function exportedNames({ path, text }: Module): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    const flags = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!flags.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  });
}

/** The modules that each module imports, also for types alone, also with `import()`. */
function importsOf(all: readonly Module[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Set(all.map(({ path }) => path));
  return new Map(
    all.map(({ path, text }) => {
      const named = ts.preProcessFile(text).importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
      const candidates = named.flatMap(({ fileName }) =>
        ['.ts', '.tsx', '/index.ts'].map((ending) => join(dirname(path), fileName) + ending),
      );
      return [path, candidates.filter((candidate) => paths.has(candidate))];
    }),
  );
}

/** A circle of modules that import each other, or undefined. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of imports.get(path) ?? []) {
      const circle = visit(next, [...way, path]);
      if (circle !== undefined) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of imports.keys()) {
    const circle = visit(path, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

describe('the house that src/ is', () => {
  it('has no exported name twice', () => {
    const places = new Map<string, string[]>();
    for (const module of modules.filter(({ path }) => path !== published)) {
      for (const name of new Set(exportedNames(module))) places.set(name, [...(places.get(name) ?? []), module.path]);
    }
    assert.ok(places.size > 1000, 'the names were found');
    assert.deepEqual(
      [...places].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`),
      [],
    );
  });

  it(`has no folder with more than ${mostFiles} files beside its subfolders`, () => {
    const counts = new Map<string, number>();
    for (const entry of entries) {
      if (entry.isFile()) counts.set(entry.parentPath, (counts.get(entry.parentPath) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts].filter(([, count]) => count > mostFiles).map(([folder]) => relative(root, folder)),
      [],
    );
  });

  it('has no circle of modules that import each other', () => {
    assert.equal(findCircle(importsOf(modules))?.join(' > '), undefined);
  });

  it('would notice a circle, of types and of what is loaded later too', () => {
    const circle = findCircle(
      importsOf([
        { path: 'src/a.ts', text: "import type { B } from './b';" },
        { path: 'src/b.ts', text: "export const c = () => import('./folder/c');" },
        { path: 'src/folder/c.tsx', text: "export { a } from '../a';" },
      ]),
    );
    assert.equal(circle?.join(' > '), 'src/a.ts > src/b.ts > src/folder/c.tsx > src/a.ts');
  });
});
