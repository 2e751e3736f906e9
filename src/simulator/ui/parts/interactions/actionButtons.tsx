import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { InteractionAction, ReachAction } from '../../../desk/rules/actions';
import type { DeskInteraction } from '../../../desk/state/types';
import { isReachAction, labelOfAction, nameOf } from '../../model/labels';
import { useSimulator } from '../simulatorContext';
import { TeamCommunicator } from '../agent/teamCommunicator';

/** Looks of the buttons that matter most. */
const looks: Partial<Record<InteractionAction | ReachAction, string>> = {
  accept: 'positive',
  callPreview: 'positive',
  send: 'positive',
  reject: 'negative',
  release: 'negative',
  rejectPreview: 'negative',
};

interface ActionButtonsProps {
  readonly interaction: DeskInteraction;
  /** Shows only these, where they are possible. */
  readonly only?: readonly (InteractionAction | ReachAction)[];
}

/** What the agent can do to an interaction now. */
export function ActionButtons({ interaction, only }: ActionButtonsProps): VNode {
  const simulator = useSimulator();
  const [reach, setReach] = useState<ReachAction>();
  const { interactionId } = interaction;
  const actions = simulator.desk
    .availableActions(interactionId)
    .filter((action) => only === undefined || only.includes(action));
  return (
    <div class="actions" role="group" aria-label={`Actions: ${nameOf(interaction)}`}>
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          class={looks[action] ?? ''}
          onClick={() => {
            if (isReachAction(action)) setReach(action);
            else simulator.act({ do: action, interactionId });
          }}
        >
          {labelOfAction(action, interaction)}
        </button>
      ))}
      {reach !== undefined && (
        <TeamCommunicator interaction={interaction} action={reach} onClose={() => setReach(undefined)} />
      )}
    </div>
  );
}
