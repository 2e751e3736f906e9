import type { Page } from '../../session/page';
import type { KnownArguments } from './callForm';
import { fieldText } from '../interactions/interactionFacts';
import type { TreeNode } from '../interactions/nodes';

/** What a node of the tree says about the arguments of a method that is called on it. */
export function knownFrom(node: TreeNode, page: Page): KnownArguments {
  if (node.kind === 'case') return { caseId: node.caseId };
  if (!('interaction' in node)) return {};
  const interaction = page.desk.interactions.get(node.interaction);
  const caseId = interaction && fieldText(interaction, 'caseId');
  return {
    interactionId: node.interaction,
    consultInteractionId: node.interaction,
    ...(caseId === undefined ? {} : { caseId }),
    ...(node.kind === 'entry' && node.group === 'userData' ? { userDataKey: node.key } : {}),
  };
}
