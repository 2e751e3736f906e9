import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import type { Deskside } from '../../../src/editor/deskside';
import type { Inspection } from '../../../src/extension';
import type { TreeNode } from '../../../src/presentation/interactions/nodes';
import { until } from '../../support/until';
import { extension } from './manifest';

/** The running extension with all that it loads when it is used, as it lets tests look into it. */
export async function deskside(): Promise<Deskside> {
  const { load } = await extension<Inspection>().activate();
  return load();
}

/** A port of this machine that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

/** Starts Deskside on a free port, and returns the port. */
export async function startOnFreePort(): Promise<number> {
  const port = await freePort();
  await setPort(port);
  await vscode.commands.executeCommand('deskside.start');
  const { session } = await deskside();
  await until('the connection to the relay', () => session.status.kind === 'connected');
  return port;
}

export async function setPort(port: number | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('deskside').update('port', port, vscode.ConfigurationTarget.Global);
}

/** Accepts what stands in the quick inputs until the command is done. */
export async function pressEnterUntil(command: Thenable<unknown>): Promise<void> {
  let done = false;
  const end = (): void => {
    done = true;
  };
  command.then(end, end);
  await until('the end of the command', async () => {
    if (!done) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return done;
  });
}

/** The view's tree as text: indentation, label, description. */
export function drawTree({ view }: Deskside, nodes: TreeNode[] = view.getChildren(), indent = ''): string {
  return nodes
    .map((node) => {
      const { label, description } = view.getTreeItem(node);
      const line = `${indent}${text(label)}${typeof description === 'string' ? ` — ${description}` : ''}\n`;
      return line + drawTree({ view } as Deskside, view.getChildren(node), `${indent}  `);
    })
    .join('');
}

/** The node under which the labels lead. */
export function nodeAt({ view }: Deskside, ...labels: string[]): TreeNode | undefined {
  let node: TreeNode | undefined;
  for (const label of labels) {
    node = view.getChildren(node).find((each) => text(view.getTreeItem(each).label) === label);
    if (node === undefined) return undefined;
  }
  return node;
}

function text(label: string | vscode.TreeItemLabel | undefined): string {
  return typeof label === 'object' ? label.label : (label ?? '');
}
