import { setAgentState } from '../rules/agentDesk';
import type { ServiceTable } from './service';

export const agentServices: ServiceTable = {
  'agent.get': ({ core }) => structuredClone(core.store.agent),
  'agent.getStateList': ({ core }) => structuredClone(core.store.agentStates),
  'agent.getState': ({ core }) => structuredClone(core.store.agentState),
  'agent.setState': ({ core, args }) => {
    setAgentState(core, args.text('stateOperationName'));
  },
};
