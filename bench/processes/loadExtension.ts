import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import type { Inspection } from '../../src/extension';

/** What is looked at of a bundle of the extension. */
interface Extension {
  activate(context: ExtensionContext): Inspection;
}

function isExtension(module: unknown): module is Extension {
  return typeof module === 'object' && module !== null && 'activate' in module && typeof module.activate === 'function';
}

/** Loads an extension as VS Code does; what it imports as `vscode` has to be found. */
export function loadExtension(path: string): Extension {
  const module: unknown = createRequire(path)(path);
  if (!isExtension(module)) throw new Error(`${path} is no extension`);
  return module;
}

/** A context as far as activation looks at it, without anything stored. */
export function emptyContext(extensionPath: string): ExtensionContext {
  const state = { get: (_: string, fallback: unknown) => fallback, update: () => Promise.resolve() };
  const context = {
    subscriptions: [],
    extensionPath,
    asAbsolutePath: (path: string) => join(extensionPath, path),
    extension: { packageJSON: createRequire(join(extensionPath, 'package.json'))('./package.json') as unknown },
    globalStorageUri: { fsPath: join(extensionPath, '.cache', 'bench', 'storage') },
    secrets: { get: () => Promise.resolve(undefined), onDidChange: () => ({ dispose: () => undefined }) },
    globalState: state,
    workspaceState: state,
  };
  // The rest of what VS Code gives is never asked for.
  return context as unknown as ExtensionContext;
}
