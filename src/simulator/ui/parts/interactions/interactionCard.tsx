import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { phaseOf } from '../../../../api/states';
import type { DeskInteraction } from '../../../desk/state/types';
import { kindLabelOf, nameOf } from '../../model/labels';
import { ActionButtons } from './actionButtons';
import { Icon } from '../controls/icon';
import { InteractionFacts } from './interactionFacts';
import { StateBadge } from './stateBadge';
import { Timer } from '../controls/timer';
import { UserDataTable } from './userDataTable';

/** One interaction of the selected case: its bar, who takes part, its data. */
export function InteractionCard({ interaction }: { readonly interaction: DeskInteraction }): VNode {
  const headingId = useId();
  const { machine, machineState, startDate, markdoneBlocks } = interaction;
  const blocks = Object.entries(markdoneBlocks);
  return (
    <article class="card interaction" aria-labelledby={headingId} data-interaction={interaction.interactionId}>
      <header class="interaction-bar">
        <span class="media-mark">
          <Icon name={machine} />
        </span>
        <div class="interaction-title">
          <h2 id={headingId} tabIndex={-1}>
            {nameOf(interaction)}
          </h2>
          <p class="quiet">
            {kindLabelOf(interaction)} <span class="id">#{interaction.interactionId}</span>
          </p>
        </div>
        <StateBadge interaction={interaction} />
        {phaseOf(machineState) !== 'ended' && <Timer since={startDate} />}
      </header>
      <ActionButtons interaction={interaction} />
      {blocks.length > 0 && (
        <ul class="blocks" aria-label="Mark Done is blocked">
          {blocks.map(([widget, message]) => (
            <li key={widget}>
              <Icon name="warning" />
              <span>
                Mark Done is blocked: {message} <small class="quiet">({widget})</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      <InteractionFacts interaction={interaction} />
      <UserDataTable interaction={interaction} />
    </article>
  );
}
