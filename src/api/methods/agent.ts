import type { MethodSpec } from '../method';
import { stateOperationName } from './parameters';

export const agentMethods = [
  {
    namespace: 'agent',
    name: 'get',
    title: 'Get Agent',
    doc: 'Gets the agent: employeeId, name, user name.',
    parameters: [],
    result: 'Agent',
    evidence: 'doc',
  },
  {
    namespace: 'agent',
    name: 'getStateList',
    title: 'Get Agent State List',
    doc: 'Gets the states that the agent can be set to.',
    parameters: [],
    result: 'AgentState[]',
    evidence: 'doc',
  },
  {
    namespace: 'agent',
    name: 'getState',
    title: 'Get Agent State',
    doc: 'Gets the state of the agent.',
    parameters: [],
    result: 'AgentState',
    evidence: 'doc',
  },
  {
    namespace: 'agent',
    name: 'setState',
    title: 'Set Agent State',
    doc: 'Sets the state of the agent on all media.',
    parameters: [stateOperationName],
    result: 'void',
    evidence: 'doc',
    actsOnCustomer: true,
  },
] as const satisfies readonly MethodSpec[];
