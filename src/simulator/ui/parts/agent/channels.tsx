import type { VNode } from 'preact';
import { Dropdown } from '../controls/dropdown';
import { useSimulator } from '../simulatorContext';
import { StateDot, StatePicker } from './statePicker';

/** The agent's media with their states, and what of the headset is muted. */
export function Channels(): VNode {
  const simulator = useSimulator();
  const { agentStates, media, microphoneMuted, speakerMuted } = simulator.desk.state;
  const muted = [...(microphoneMuted ? ['microphone'] : []), ...(speakerMuted ? ['speaker'] : [])];
  return (
    <Dropdown
      summary={
        <>
          Channels
          <span class="dots" aria-hidden="true">
            {media.map(({ name, state }) => (
              <StateDot key={name} state={state} />
            ))}
          </span>
          {muted.length > 0 && <span class="badge tone-failed">{muted.join(' and ')} muted</span>}
        </>
      }
    >
      {media.map(({ name, state }) => (
        <label key={name}>
          <span>
            <StateDot state={state} /> {name}
          </span>
          <StatePicker
            label={`State of ${name}`}
            state={state}
            states={agentStates}
            onPick={(operationName) => simulator.act({ do: 'setMediaState', media: name, operationName })}
          />
        </label>
      ))}
    </Dropdown>
  );
}
