import { serviceOf } from '../../meaning/callbacks';
import type { Meaning } from '../../meaning/meaning';
import { rangeOf } from '../check';
import type { Check } from '../check';

/** Mark-done is blocked and never unblocked in the same file: the agent can't close the interaction. */
export const blockedMarkdone: Check = {
  name: 'blocked-markdone',
  severity: 'hint',
  summary: 'A blockMarkdone in a file that never calls unblockMarkdone.',
  find({ meaning, calls }) {
    const blocks = calls.services.filter((call) => serviceOf(call) === 'interaction.blockMarkdone');
    if (blocks.length === 0 || mayUnblock(meaning)) return [];
    return blocks.map(({ nameNode }) => ({
      range: rangeOf(nameNode),
      message:
        'Nothing in this file calls unblockMarkdone: until something does, the agent can’t mark the interaction done.',
    }));
  },
};

/** Whether the code names what unblocks, or takes a method by a name that is made when it runs, or the page around it does. */
function mayUnblock(meaning: Meaning): boolean {
  const { topNode } = meaning.script.tree;
  const { text } = meaning.script;
  const around = text.slice(0, topNode.firstChild?.from ?? 0) + text.slice(topNode.lastChild?.to ?? text.length);
  if (/\bunblockMarkdone\b/.test(around.replace(/<!--[^]*?-->/g, ''))) return true;
  let found = false;
  topNode.cursor().iterate(({ name, node }) => {
    if (/(?:Name|Definition)$/.test(name) && node.firstChild === null)
      found ||= meaning.textOf(node) === 'unblockMarkdone';
    if (name === 'String') found ||= /^.(?:interaction\.)?unblockMarkdone.$/.test(meaning.textOf(node));
    if (name === 'MemberExpression' && meaning.keyOfMember(node) === undefined && node.firstChild !== null) {
      const owner = meaning.valueOf(node.firstChild);
      found ||= owner?.kind === 'service' || (owner?.kind === 'namespace' && owner.name === 'interaction');
    }
    return !found;
  });
  return found;
}
