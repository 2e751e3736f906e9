import { interactionFields } from '../../api/interaction';
import { lookup } from '../../base/guards';
import type { Code } from '../code';
import type { ApiValue } from '../meaning/apiValue';
import type { Range } from '../syntax/nodes';
import { coreDescriptions, describeNamespace, describeService, evidenceText } from './describe';
import type { Description } from './describe';
import { knownTextsAt } from './knownTexts';

export interface Hover {
  readonly range: Range;
  readonly description: Description;
}

/** What is known of the word at an offset of the document. */
export function hoverAt(code: Code, offset: number): Hover | undefined {
  const { meaning } = code;
  const node = meaning.script.tree.resolveInner(offset, 1);
  const range = { from: node.from, to: node.to };
  if (node.name === 'String') {
    const text = meaning.textOf(node).slice(1, -1);
    const known = knownTextsAt(node, code).find((each) => each.text === text);
    return known && { range, description: { code: text, paragraphs: [known.doc] } };
  }
  const member = node.name === 'PropertyName' ? node.parent : node;
  if (member === null || !['MemberExpression', 'VariableName'].includes(member.name)) return undefined;
  const value = meaning.valueOf(member);
  const description = (value && describeValue(value)) ?? describeField();
  return description && { range, description };

  /** A field of an interaction. */
  function describeField(): Description | undefined {
    const owner =
      member?.name === 'MemberExpression' && member.firstChild ? meaning.valueOf(member.firstChild) : undefined;
    const name = meaning.textOf(node);
    const facts = owner?.kind === 'interaction' ? lookup(interactionFields, name) : undefined;
    return facts && { code: `interaction.${name}`, paragraphs: [facts.doc, evidenceText[facts.evidence]] };
  }
}

function describeValue(value: ApiValue): Description | undefined {
  switch (value.kind) {
    case 'method':
      return describeService(`${value.namespace}.${value.name}`);
    case 'namespace':
      return describeNamespace(value.name);
    case 'core':
      return coreDescriptions[value.name];
    default:
      return undefined;
  }
}
