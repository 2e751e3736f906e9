import type { VNode } from 'preact';
import type { AgentState } from '../../../desk/state/types';

interface StatePickerProps {
  readonly label: string;
  readonly state: AgentState;
  readonly states: readonly AgentState[];
  readonly onPick: (operationName: string) => void;
}

/** Adds the current state to the list if it can't be picked, such as after-call work. */
export function StatePicker({ label, state, states, onPick }: StatePickerProps): VNode {
  const known = states.some(({ operationName }) => operationName === state.operationName);
  return (
    <select
      aria-label={label}
      value={state.operationName}
      onChange={({ currentTarget }) => onPick(currentTarget.value)}
    >
      {(known ? states : [state, ...states]).map(({ operationName, displayName }) => (
        <option key={operationName} value={operationName}>
          {displayName}
        </option>
      ))}
    </select>
  );
}

/** A sign beside the text that says the same. */
export function StateDot({ state }: { readonly state: AgentState }): VNode {
  return <span class={`dot ${state.type === 'READY' ? 'ready' : ''}`} aria-hidden="true" />;
}
