import type { VNode } from 'preact';
import type { DeskInteraction } from '../../../desk/state/types';
import { toneOf } from '../../model/labels';

/** The state as the API names it, in the colour of what it means. */
export function StateBadge({ interaction }: { readonly interaction: DeskInteraction }): VNode {
  return <span class={`badge tone-${toneOf(interaction)}`}>{interaction.state}</span>;
}
