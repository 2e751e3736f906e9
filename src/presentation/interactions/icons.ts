import type { WidgetState } from '../../api/observation';
import type { MediaFamily, StatePhase } from '../../api/states';
import { lookup } from '../../base/guards';
import type { LiveInteraction } from '../../protocol/records';
import { familyOf, phaseOfInteraction, stateOf } from './interactionFacts';
import type { TreeNode } from './nodes';

/** A codicon, and the id of a theme color. */
export interface NodeIcon {
  readonly name: string;
  readonly color?: string;
}

const familyIcons: Readonly<Record<MediaFamily, string>> = {
  voice: 'call-incoming',
  chat: 'comment-discussion',
  email: 'mail',
  openMedia: 'inbox',
};

const phaseColors: Readonly<Record<StatePhase, string | undefined>> = {
  offered: 'charts.orange',
  live: 'charts.green',
  ended: 'disabledForeground',
  unknown: undefined,
};

/** States that look other than their media and phase would have it. */
const stateIcons: Readonly<Record<string, NodeIcon>> = {
  HELD: { name: 'debug-pause', color: 'charts.yellow' },
  TRANSFERRING: { name: 'arrow-swap', color: 'charts.yellow' },
  ERROR: { name: 'error', color: 'errorForeground' },
  JOIN_FAILED: { name: 'error', color: 'errorForeground' },
};

/** By media, direction and state. */
export function iconOfInteraction(interaction: LiveInteraction): NodeIcon {
  const special = lookup(stateIcons, stateOf(interaction));
  if (special !== undefined) return special;
  const family = familyOf(interaction);
  const outgoing = family === 'voice' && interaction.direction === 'OUT';
  return withColor(outgoing ? 'call-outgoing' : familyIcons[family], phaseColors[phaseOfInteraction(interaction)]);
}

/** The icon of something on a page that is not connected at the moment. */
export function faded({ name }: NodeIcon): NodeIcon {
  return { name, color: 'disabledForeground' };
}

const widgetWarning: NodeIcon = { name: 'warning', color: 'list.warningForeground' };

const widgetIcons: Readonly<Record<WidgetState, NodeIcon>> = {
  loading: { name: 'loading~spin' },
  unreachable: widgetWarning,
  loaded: { name: 'window' },
  silent: { name: 'question' },
  library: { name: 'window', color: 'charts.green' },
  refused: widgetWarning,
  quarantined: widgetWarning,
  subscribed: { name: 'window', color: 'charts.green' },
};

/** By how far the widget has come. */
export function iconOfWidget(state: WidgetState): NodeIcon {
  return widgetIcons[state];
}

const groupIcons = { userData: 'tag', parties: 'organization', contact: 'account', details: 'list-unordered' } as const;

/** The icon of a node that looks the same in every state. */
export function iconOfKind(node: Extract<TreeNode, { kind: 'case' | 'group' | 'hint' }>): NodeIcon {
  if (node.kind === 'group') return { name: groupIcons[node.group] };
  return { name: node.kind === 'case' ? 'briefcase' : 'info' };
}

function withColor(name: string, color: string | undefined): NodeIcon {
  return color === undefined ? { name } : { name, color };
}
