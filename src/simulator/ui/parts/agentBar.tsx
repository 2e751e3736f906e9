import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Channels } from './channels';
import { Dropdown } from './dropdown';
import { Icon } from './icon';
import { MenuBar } from './menuBar';
import { NewInteraction } from './newInteraction';
import { useSimulator } from './simulatorContext';
import { StateDot, StatePicker } from './statePicker';

/** The head of the page: what widgets put into the menu bar, what the agent can begin, and the agent with its states. */
export function AgentBar(): VNode {
  const simulator = useSimulator();
  const { agent, agentState, agentStates, messages } = simulator.desk.state;
  const [making, setMaking] = useState(false);
  return (
    <header class="agent-bar">
      <h1>
        Workspace <span class="simulated">simulated</span>
      </h1>
      <MenuBar />
      <button type="button" class="new" onClick={() => setMaking(true)}>
        <Icon name="plus" /> New…
      </button>
      {messages.length > 0 && (
        <Dropdown summary={`My messages (${messages.length})`}>
          <ul class="my-messages" aria-label="My messages">
            {messages.map((text, place) => (
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
      {making && <NewInteraction onClose={() => setMaking(false)} />}
    </header>
  );
}
