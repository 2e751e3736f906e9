import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Channels } from './channels';
import { Dropdown } from '../controls/dropdown';
import { Icon } from '../controls/icon';
import { MenuBar } from '../widgets/menuBar';
import { NewInteractionForm } from './newInteraction';
import { useSimulator } from '../simulatorContext';
import { StateDot, StatePicker } from './statePicker';

/** The head of the page: what widgets put into the menu bar, what the agent can begin, and the agent with its states. */
export function AgentBar({ name }: { readonly name: string | undefined }): VNode {
  const simulator = useSimulator();
  const { agent, agentState, agentStates, myMessages } = simulator.desk.state;
  const [making, setMaking] = useState(false);
  return (
    <header class="agent-bar">
      <h1>
        <span class="product">Workspace</span>{' '}
        <span class="simulated">{name === undefined ? 'simulated' : `simulated: ${name}`}</span>
      </h1>
      <MenuBar />
      <button type="button" class="new" onClick={() => setMaking(true)}>
        <Icon name="plus" /> New…
      </button>
      {myMessages.length > 0 && (
        <Dropdown summary={`My messages (${myMessages.length})`}>
          <ul class="my-messages" aria-label="My messages">
            {myMessages.map((text, place) => (
              <li key={place}>{text}</li>
            ))}
          </ul>
        </Dropdown>
      )}
      <Channels />
      <span class="agent-name">
        <Icon name="person" /> {agent.firstname} {agent.lastname}
      </span>
      <span class="agent-state">
        <StateDot state={agentState} />
        <StatePicker
          label="Agent state"
          state={agentState}
          states={agentStates}
          onPick={(operationName) => simulator.act({ do: 'setAgentState', operationName })}
        />
      </span>
      {making && <NewInteractionForm onClose={() => setMaking(false)} />}
    </header>
  );
}
