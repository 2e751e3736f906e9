import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { UserData } from '../../../api/interaction';
import { frameRoles } from '../../desk/state/types';
import { kindLabelOf, nameOf } from '../model/labels';
import { moveOf, plainMoves } from '../model/moves';
import { JsonField } from '../parts/controls/jsonField';
import { useSimulator } from '../parts/simulatorContext';
import { StateBadge } from '../parts/interactions/stateBadge';

/** What the far ends and the servers do to an interaction, and which role this window has. */
export function FarEndPanel(): VNode {
  const simulator = useSimulator();
  const { interactions, cases, selectedCaseId, frameRole } = simulator.desk.state;
  const [chosen, choose] = useState<string>();
  const selected = cases.get(selectedCaseId ?? '')?.interactionIds.at(-1);
  const interaction = interactions.get(chosen ?? '') ?? interactions.get(selected ?? '');
  return (
    <>
      {interaction === undefined ? (
        <p class="quiet">There is no interaction yet.</p>
      ) : (
        <>
          <div class="form">
            <label class="choice">
              Interaction
              <select value={interaction.interactionId} onChange={({ currentTarget }) => choose(currentTarget.value)}>
                {[...interactions.values()].map((one) => (
                  <option key={one.interactionId} value={one.interactionId}>
                    #{one.interactionId} {kindLabelOf(one)}: {nameOf(one)} ({one.state})
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p>
            <StateBadge interaction={interaction} />
          </p>
          <Moves key={interaction.interactionId} interactionId={interaction.interactionId} />
        </>
      )}
      <label class="role">
        Role of this window among several of the agent
        <select
          value={frameRole}
          onChange={({ currentTarget: { value } }) => {
            const role = frameRoles.find((name) => name === value);
            if (role !== undefined) simulator.happen({ happens: 'frameBecomes', role });
          }}
        >
          {frameRoles.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      </label>
    </>
  );
}

function Moves({ interactionId }: { readonly interactionId: string }): VNode {
  const simulator = useSimulator();
  const [newParty, setNewParty] = useState('Supervisor');
  const [userData, setUserData] = useState<UserData>();
  const possible = simulator.desk.availableMoves(interactionId);
  const parties = simulator.desk.state.interactions.get(interactionId)?.parties ?? [];
  return (
    <>
      <div class="actions" role="group" aria-label="Far end">
        {plainMoves.map(
          ({ happens, label, ronaCallState }) =>
            possible.includes(happens) && (
              <button
                key={label}
                type="button"
                onClick={() => simulator.happen(moveOf(happens, interactionId, ronaCallState))}
              >
                {label}
              </button>
            ),
        )}
        {possible.includes('partyLeaves') &&
          parties.map(({ name = '' }) => (
            <button
              key={name}
              type="button"
              onClick={() => simulator.happen({ happens: 'partyLeaves', interactionId, name })}
            >
              {name} leaves
            </button>
          ))}
      </div>
      {possible.includes('partyJoins') && (
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            simulator.happen({ happens: 'partyJoins', interactionId, name: newParty });
          }}
        >
          <input
            aria-label="Party that joins"
            required
            value={newParty}
            onInput={({ currentTarget }) => setNewParty(currentTarget.value)}
          />
          <button type="submit">Party joins</button>
        </form>
      )}
      {possible.includes('userDataChanges') && (
        <div class="form columns">
          <JsonField label="User data that a far end changes" onChange={setUserData} />
          <button
            type="button"
            disabled={userData === undefined}
            onClick={() => {
              if (userData === undefined) return;
              simulator.happen({ happens: 'userDataChanges', interactionId, keyValues: userData });
            }}
          >
            Change user data
          </button>
        </div>
      )}
    </>
  );
}
