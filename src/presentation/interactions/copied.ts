import type { Page } from '../../session/page';
import { userDataOf } from './interactionFacts';
import { entriesOf } from './nodeEntries';
import type { TreeNode } from './nodes';

/** The id of what a node stands for; a widget has none but its name. */
export function copiedId(node: TreeNode): string {
  if (node.kind === 'case') return node.caseId;
  if (node.kind === 'widget') return node.widget;
  return 'interaction' in node ? node.interaction : node.page;
}

/**
 * The address of a page or a widget, without query and fragment, which may hold customers' data or keys; undefined for any
 * other node.
 */
export function copiedAddress(node: TreeNode, { info, desk }: Page): string | undefined {
  if (node.kind === 'page') return withoutSecrets(info.location);
  const widget = node.kind === 'widget' ? desk.widgets.find(({ name }) => name === node.widget) : undefined;
  return widget && withoutSecrets(widget.address);
}

/** An address as far as its path; a text that is none, as far as a query or fragment would begin. */
function withoutSecrets(address: string): string {
  const end = address.replace(/[?#].*$/su, '');
  if (!URL.canParse(end)) return end;
  const url = new URL(end);
  // A page's address may have a user and a password in it, too.
  url.username = url.password = '';
  return url.href;
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
