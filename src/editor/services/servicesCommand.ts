import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { ServiceNode } from '../../presentation/services/serviceTree';
import type { Register } from '../ui/commands';
import type { LazyTreeView } from '../ui/lazyTreeView';

/**
 * Enter in the view Services: invokes the service that has the focus. A command of the line itself would run with each
 * click, too.
 */
export function servicesCommand(register: Register, { view }: LazyTreeView<ServiceNode>): Disposable {
  return register('deskside.invokeSelected', async () => {
    // As Enter does in every tree: selects the line, opens or closes a namespace.
    await vscode.commands.executeCommand('list.select');
    const [node] = view.selection;
    return node?.kind === 'service' ? vscode.commands.executeCommand('deskside.invoke', node) : undefined;
  });
}
