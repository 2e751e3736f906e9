import type { SyntaxNode } from '@lezer/common';
import type { Meaning } from '../../meaning/meaning';
import { rangeOf } from '../check';
import type { Check } from '../check';

/**
 * The client library imported as a module: it is a classic script, and throws on its first call in strict code. The
 * `<script type="module">` of a page is found by the code that reads markup, see `moduleScripts`.
 */
export const libraryAsModule: Check = {
  name: 'library-as-module',
  severity: 'error',
  summary: 'The client library loaded as a module, in which it throws on its first call.',
  find: ({ meaning }) =>
    moduleNames(meaning)
      .filter((node) => isClientLibrary(meaning.textOf(node).slice(1, -1)))
      .map((node) => ({ range: rangeOf(node), message: libraryAsModuleMessage })),
};

/** The names of the modules that a script loads to run: those of which it only takes types are not among them. */
function moduleNames(meaning: Meaning): readonly SyntaxNode[] {
  const { tree, nodes } = meaning.script;
  const declarations = ['ImportDeclaration', 'ExportDeclaration']
    .flatMap((name) => tree.topNode.getChildren(name))
    .filter((declaration) => declaration.getChild('type') === null)
    .map((declaration) => declaration.getChild('String'));
  const dynamic = nodes.all('DynamicImport').map((node) => node.getChild('String'));
  const required = nodes.all('CallExpression').map(({ firstChild: callee, lastChild: list }) => {
    if (callee?.name !== 'VariableName' || meaning.textOf(callee) !== 'require') return null;
    return meaning.variableOf(callee) === undefined && list !== null ? list.getChild('String') : null;
  });
  return [...declarations, ...dynamic, ...required].filter((node) => node !== null);
}

export const libraryAsModuleMessage =
  'The client library is a classic script: as a module it runs in strict mode and throws on its first call. Load it with a plain script tag before this one.';

/** `?url` and `?raw` of a bundler bring a file's address or text, and do not run it. */
const notRun = /\?(?:raw|url)\b/;

const ofVersion = String.raw`(?:[-.](?:min|v?\d[\w.-]*?))*`;
const file = new RegExp(
  String.raw`(?:^|/)(?:wwe|genesys)?[-.]?service[-.]?client[-.]?api${ofVersion}\.[cm]?js(?:[?#].*)?$`,
  'i',
);
/** Without its ending only the vendor's own name is told from a wrapper of the project. */
const bareName = new RegExp(String.raw`(?:^|/)wwe-service-client-api${ofVersion}$`, 'i');

/** Files of the client library, by the names under which the vendor publishes it and widgets keep it. */
export function isClientLibrary(address: string): boolean {
  return !notRun.test(address) && (file.test(address) || bareName.test(address));
}
