import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { UserData } from '../../../../api/interaction';
import type { AgentAction } from '../../../desk/rules/actions';
import { JsonField } from '../controls/jsonField';
import { Modal } from '../controls/modal';
import { useSimulator } from '../simulatorContext';

/** What the agent can begin, with the fields that each needs. */
const beginnings = {
  dial: { label: 'Call a number', asks: 'Phone number' },
  createEmail: { label: 'Write an email', asks: 'Address' },
  pullFromWorkbin: { label: 'Take from a workbin', asks: 'Media' },
  getPreviewRecord: { label: 'Get an outbound record', asks: 'Campaign' },
} as const;
type Beginning = keyof typeof beginnings;

function isBeginning(text: string): text is Beginning {
  return Object.hasOwn(beginnings, text);
}

/** The agent begins something: a call, an email, something out of a workbin, a record of a campaign. */
export function NewInteractionForm({ onClose }: { readonly onClose: () => void }): VNode {
  const simulator = useSimulator();
  const { media, campaigns } = simulator.desk.state;
  const [beginning, setBeginning] = useState<Beginning>('dial');
  const [wanted, setWanted] = useState('');
  const [userData, setUserData] = useState<UserData>();
  const choices: Partial<Record<Beginning, readonly string[]>> = {
    pullFromWorkbin: media.map(({ name }) => name).filter((name) => name !== 'voice' && name !== 'chat'),
    getPreviewRecord: [...campaigns.values()].filter(({ mode }) => mode === 'pull').map(({ name }) => name),
  };
  const options = choices[beginning];
  const value = options === undefined || options.includes(wanted) ? wanted : (options[0] ?? '');
  const submit = (event: Event) => {
    event.preventDefault();
    if (simulator.act(actionFor(beginning, value, userData ?? {})).ok) onClose();
  };
  return (
    <Modal title="New" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <label>
          What
          <select
            value={beginning}
            onChange={({ currentTarget }) => {
              if (isBeginning(currentTarget.value)) setBeginning(currentTarget.value);
            }}
          >
            {Object.entries(beginnings).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {beginnings[beginning].asks}
          {options === undefined ? (
            <input value={value} required onInput={({ currentTarget }) => setWanted(currentTarget.value)} />
          ) : (
            <select value={value} onChange={({ currentTarget }) => setWanted(currentTarget.value)}>
              {options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          )}
        </label>
        {beginning !== 'getPreviewRecord' && <JsonField label="User data" onChange={setUserData} />}
        <footer class="modal-foot">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {beginnings[beginning].label}
          </button>
        </footer>
      </form>
    </Modal>
  );
}

function actionFor(beginning: Beginning, wanted: string, userData: UserData): AgentAction {
  switch (beginning) {
    case 'dial':
    case 'createEmail':
      return { do: beginning, destination: wanted.trim(), userData };
    case 'pullFromWorkbin':
      return { do: beginning, media: wanted, userData };
    case 'getPreviewRecord':
      return { do: beginning, campaign: wanted };
  }
}
