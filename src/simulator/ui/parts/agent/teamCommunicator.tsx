import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { isTargetType, targetTypes } from '../../../../api/targetQuery';
import type { TargetType } from '../../../../api/targetQuery';
import { reachActions } from '../../../desk/rules/actions';
import type { ReachAction } from '../../../desk/rules/actions';
import type { DeskInteraction } from '../../../desk/state/types';
import { directory } from '../../model/samples/directory';
import { kindLabelOf, nameOf } from '../../model/labels';
import { Modal } from '../controls/modal';
import { useSimulator } from '../simulatorContext';

interface TeamCommunicatorProps {
  readonly interaction: DeskInteraction;
  readonly action: ReachAction;
  readonly onClose: () => void;
}

/** Chooses whom to consult, to transfer to or to bring in. */
export function TeamCommunicator({ interaction, action, onClose }: TeamCommunicatorProps): VNode {
  const simulator = useSimulator();
  const [type, setType] = useState<TargetType>('AGENT');
  const [destination, setDestination] = useState('');
  const [media, setMedia] = useState('');
  const verb = reachActions[action];
  const submit = (event: Event) => {
    event.preventDefault();
    const target = { type, destination: destination.trim(), media: media === '' ? undefined : media };
    const { ok } = simulator.act({ do: action, interactionId: interaction.interactionId, target });
    if (ok) onClose();
  };
  return (
    <Modal title={`${verb}: ${kindLabelOf(interaction)} with ${nameOf(interaction)}`} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <label>
          Kind of target
          <select
            value={type}
            onChange={({ currentTarget: { value } }) => {
              if (isTargetType(value)) setType(value);
              setDestination('');
            }}
          >
            {Object.entries(targetTypes).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <div class="suggestions" role="group" aria-label="Suggestions">
          {directory[type].map((entry) => (
            <button
              key={entry.destination}
              type="button"
              aria-pressed={entry.destination === destination}
              onClick={() => setDestination(entry.destination)}
            >
              {entry.label}
              {entry.label !== entry.destination && <small>{entry.destination}</small>}
            </button>
          ))}
        </div>
        <label>
          Destination ({targetTypes[type].destination})
          <input
            value={destination}
            required
            autocomplete="off"
            onInput={({ currentTarget }) => setDestination(currentTarget.value)}
          />
        </label>
        {action === 'consult' && (
          <label>
            Media
            <select value={media} onChange={({ currentTarget }) => setMedia(currentTarget.value)}>
              <option value="">As the interaction ({interaction.media})</option>
              {simulator.desk.state.media.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <footer class="modal-foot">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {verb}
          </button>
        </footer>
      </form>
    </Modal>
  );
}
