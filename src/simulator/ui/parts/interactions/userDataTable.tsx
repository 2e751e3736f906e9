import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { isOpen } from '../../../../api/states';
import type { DeskInteraction } from '../../../desk/state/types';
import { plainValueText } from '../../model/labels';
import { Icon } from '../controls/icon';
import { useSimulator } from '../simulatorContext';

/** The user data of an interaction, which the agent can change while it is live. */
export function UserDataTable({ interaction }: { readonly interaction: DeskInteraction }): VNode {
  const { interactionId, userData, machineState } = interaction;
  const editable = isOpen(machineState);
  const entries = Object.entries(userData);
  return (
    <section class="user-data" aria-label="User data">
      <h3>User data</h3>
      {entries.length === 0 ? (
        <p class="quiet">None.</p>
      ) : (
        <table>
          <thead class="unseen">
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Value</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([key, value]) => (
              <Entry key={key} interactionId={interactionId} name={key} value={value} editable={editable} />
            ))}
          </tbody>
        </table>
      )}
      {editable && <NewEntry interactionId={interactionId} />}
    </section>
  );
}

interface EntryProps {
  readonly interactionId: string;
  readonly name: string;
  readonly value: unknown;
  readonly editable: boolean;
}

function Entry({ interactionId, name, value, editable }: EntryProps): VNode {
  const simulator = useSimulator();
  const [draft, setDraft] = useState<string>();
  const save = (event: Event) => {
    event.preventDefault();
    if (draft === undefined) return;
    const keyValues = { [name]: parseLike(value, draft) };
    if (simulator.act({ do: 'setUserData', interactionId, keyValues }).ok) setDraft(undefined);
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      {draft === undefined || !editable ? (
        <>
          <td class="value">{plainValueText(value)}</td>
          <td class="tools">
            {editable && (
              <>
                <button
                  type="button"
                  class="bare"
                  aria-label={`Edit ${name}`}
                  onClick={() => setDraft(plainValueText(value))}
                >
                  <Icon name="edit" />
                </button>
                <button
                  type="button"
                  class="bare"
                  aria-label={`Delete ${name}`}
                  onClick={() => simulator.act({ do: 'deleteUserData', interactionId, key: name })}
                >
                  <Icon name="remove" />
                </button>
              </>
            )}
          </td>
        </>
      ) : (
        <td colSpan={2}>
          <form class="inline-form" onSubmit={save}>
            <input
              ref={(input) => input?.focus()}
              value={draft}
              aria-label={`Value of ${name}`}
              onInput={({ currentTarget }) => setDraft(currentTarget.value)}
              onKeyDown={({ key }) => {
                if (key === 'Escape') setDraft(undefined);
              }}
            />
            <button type="submit">Save</button>
            <button type="button" onClick={() => setDraft(undefined)}>
              Cancel
            </button>
          </form>
        </td>
      )}
    </tr>
  );
}

function NewEntry({ interactionId }: { readonly interactionId: string }): VNode {
  const simulator = useSimulator();
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const add = (event: Event) => {
    event.preventDefault();
    if (!simulator.act({ do: 'setUserData', interactionId, keyValues: { [key.trim()]: value } }).ok) return;
    setKey('');
    setValue('');
  };
  return (
    <form class="inline-form" aria-label="Add user data" onSubmit={add}>
      <input
        placeholder="Key"
        aria-label="New key"
        required
        value={key}
        onInput={({ currentTarget }) => setKey(currentTarget.value)}
      />
      <input
        placeholder="Value"
        aria-label="New value"
        value={value}
        onInput={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <button type="submit">Add</button>
    </form>
  );
}

/** What was no text before is read as JSON, if it is JSON. */
function parseLike(before: unknown, text: string): unknown {
  if (typeof before === 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
