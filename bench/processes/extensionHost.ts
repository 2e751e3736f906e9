// The extension as it ships, in plain Node with a stub for VS Code, connected to a relay. It does with the tree what VS Code
// does, and prints how long after a page sent an event the tree had changed. Arguments: the extension's main module, address
// and key of the relay's tools, how many events to leave out while it warms up, how many come in all.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { dirname } from 'node:path';
import { format } from 'node:util';
import { TreeItemCollapsibleState } from 'vscode';
import { findInteractions } from '../../src/model/workspaceState';
import type { Deskside } from '../../src/editor/deskside';
import type { InteractionsView } from '../../src/editor/interactions/interactionsView';
import type { TreeNode } from '../../src/presentation/interactions/nodes';
import { percentile } from '../support/statistics';
import { emptyContext, loadExtension } from './loadExtension';

const [path = '', url = '', key = '', warmUp = '', count = ''] = process.argv.slice(2);
// What fails in the extension, it tells the console: the stub lacks something then, and the figures would be of that.
console.error = (...parts: unknown[]) => {
  process.stderr.write(`${format(...parts)}\n`);
  process.exit(1);
};

/** From the sending until the node's looks are others, and until VS Code was told to ask for them. */
const changed: number[] = [];
const told: number[] = [];
/** Events whose interactions VS Code was not yet told of: when they were sent. */
const untold = new Map<string, number[]>();
/** Since the warm-up. */
let begin: { readonly time: number; readonly cpu: NodeJS.CpuUsage } | undefined;
const loopDelay = monitorEventLoopDelay({ resolution: 1 });
let came = 0;

function now(): number {
  return performance.timeOrigin + performance.now();
}

function follow({ session, view }: Deskside): void {
  session.onRecords.on(({ records }) => {
    for (const record of records) {
      if (record.kind !== 'event' || ++came <= Number(warmUp)) continue;
      loopDelay.enable();
      begin ??= { time: performance.now(), cpu: process.cpuUsage() };
      changed.push(now() - record.time);
      for (const { interactionId } of findInteractions(record.data)) remember(interactionId, record.time);
    }
  });

  view.onDidChangeTreeData((nodes) => {
    const at = now();
    for (const node of nodes ?? view.getChildren()) look(view, node, at);
    if (came >= Number(count)) setImmediate(finish);
  });

  session.connect({ url, key });
  session.onStatus.on((status) => {
    if (status.kind === 'connected') console.log(JSON.stringify({ connected: true }));
  });
}

function remember(id: string, sentAt: number): void {
  const times = untold.get(id);
  if (times === undefined) untold.set(id, [sentAt]);
  else times.push(sentAt);
}

/** Asks for a node and for what is open below it. */
function look(view: InteractionsView, node: TreeNode, at: number): void {
  const item = view.getTreeItem(node);
  if (node.kind === 'interaction') {
    for (const sentAt of untold.get(node.interaction) ?? []) told.push(at - sentAt);
    untold.delete(node.interaction);
  }
  if (item.collapsibleState !== TreeItemCollapsibleState.Expanded) return;
  for (const child of view.getChildren(node)) look(view, child, at);
}

function finish(): void {
  loopDelay.disable();
  const { user, system } = process.cpuUsage(begin?.cpu);
  console.log(
    JSON.stringify({
      changed: [percentile(changed, 50), percentile(changed, 99)],
      told: [percentile(told, 50), percentile(told, 99)],
      loopDelay: loopDelay.percentile(99) / 1e6,
      events: changed.length,
      busy: (user + system) / 1000 / (performance.now() - (begin?.time ?? 0)),
    }),
  );
  process.exit();
}

void loadExtension(path)
  .activate(emptyContext(dirname(dirname(path))))
  .load()
  .then(follow);
