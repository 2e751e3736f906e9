import type { Page } from '../page';
import { userDataOf } from './interactionFacts';
import { entriesOf } from './nodeEntries';
import type { TreeNode } from './nodes';

/** The id of what a node stands for. */
export function copiedId(node: TreeNode): string {
  if (node.kind === 'case') return node.caseId;
  return 'interaction' in node ? node.interaction : node.page;
}

/** The value of an entry, or a whole group as JSON; undefined if it is gone. */
export function copiedValue(node: TreeNode, page: Page): string | undefined {
  if (node.kind !== 'entry' && node.kind !== 'group') return undefined;
  const interaction = page.desk.interactions.get(node.interaction);
  if (interaction === undefined) return undefined;
  const entries = entriesOf(interaction, node.group);
  if (node.kind === 'entry') {
    const entry = entries.find(({ key }) => key === node.key);
    return entry && textOf(entry.value);
  }
  if (node.group === 'parties') return textOf(entries.map(({ value }) => value));
  return textOf(
    node.group === 'userData'
      ? userDataOf(interaction)
      : Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
