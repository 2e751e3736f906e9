import type { SyntaxNode } from '@lezer/common';
import { eventNames } from '../../api/events/events';
import {
  agentEventTypes,
  caseEventTypes,
  interactionEventTypes,
  outboundEventTypes,
} from '../../api/events/eventTypes';
import { interactionStateNames } from '../../api/states';
import { childrenOf, contentOf } from '../syntax/nodes';
import type { ApiValue } from './apiValue';
import type { Meaning } from './meaning';
import { sourceOf, textValueOf } from './values';

type ComparedText = Extract<ApiValue, { kind: 'text' }>['of'] | 'eventName';

/** A text with which a value of the API is compared. */
export interface Comparison {
  readonly text: SyntaxNode;
  readonly of: ComparedText;
  /** What the compared value is called, and the texts that are known of it. */
  readonly what: string;
  readonly known: readonly string[];
  /** Whether Workspace may send others as well. */
  readonly isOpen: boolean;
}

const facts = {
  eventName: { what: 'event', known: eventNames, isOpen: false },
  // Most of these names are guesses, so that a name of another kind may be right.
  eventType: { what: 'event type', known: Object.keys({ ...caseEventTypes, ...interactionEventTypes }), isOpen: true },
  agentState: { what: 'type of an agent’s state', known: Object.keys(agentEventTypes), isOpen: true },
  campaignEventType: { what: 'event type', known: Object.keys(outboundEventTypes), isOpen: false },
  interactionState: { what: 'state of an interaction', known: interactionStateNames, isOpen: false },
} as const;

/** The comparisons of event types and states with texts: by operators, by `switch`, and by `[…].includes(…)`. */
export function comparisonsOf(meaning: Meaning): readonly Comparison[] {
  const found: Comparison[] = [];
  const add = (value: SyntaxNode | undefined, texts: readonly SyntaxNode[]) => {
    const api = value && meaning.valueOf(value);
    const of = api?.kind === 'text' ? api.of : api?.kind === 'eventName' ? api.kind : undefined;
    if (of === undefined) return;
    for (const text of texts) if (textValueOf(text, meaning) !== undefined) found.push({ text, of, ...facts[of] });
  };
  const { nodes } = meaning.script;
  for (const node of nodes.all('BinaryExpression')) {
    const [left, operator, right] = childrenOf(node);
    if (left === undefined || right === undefined || !/^[=!]==?$/.test(meaning.textOf(operator ?? node))) continue;
    add(left, [right]);
    add(right, [left]);
  }
  for (const node of nodes.all('SwitchStatement'))
    add(node.getChild('ParenthesizedExpression') ?? undefined, casesOf(node));
  for (const node of nodes.all('CallExpression')) {
    const callee = node.firstChild?.name === 'MemberExpression' ? node.firstChild : undefined;
    const list = callee?.firstChild;
    if (!list || meaning.keyOfMember(callee) !== 'includes') continue;
    const source = sourceOf(list, meaning);
    const [value] = contentOf(node.getChild('ArgList') ?? node);
    if (source.name === 'ArrayExpression') add(value, contentOf(source));
  }
  return found;
}

function casesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const labels = node.getChild('SwitchBody')?.getChildren('CaseLabel') ?? [];
  return labels.flatMap((label) => contentOf(label).filter(({ name }) => name !== 'case'));
}
