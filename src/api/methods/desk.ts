import type { MethodSpec, ParameterSpec } from '../method';

const stateOperationName = {
  name: 'stateOperationName',
  kind: 'stateOperation',
  doc: 'Operation name of an entry of the state list.',
  example: 'NotReady',
} as const satisfies ParameterSpec;

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

export const mediaMethods = [
  {
    namespace: 'media',
    name: 'getMediaList',
    title: 'Get Media List',
    doc: 'Gets the media of the agent with their states.',
    parameters: [],
    result: 'Media[]',
    evidence: 'doc',
  },
  {
    namespace: 'media',
    name: 'getMediaByName',
    title: 'Get Media by Name',
    doc: 'Gets one media with its state.',
    parameters: [{ name: 'name', kind: 'mediaName', doc: 'Name of the media.', example: 'voice' }],
    result: 'Media',
    evidence: 'doc',
  },
  {
    namespace: 'media',
    name: 'setState',
    title: 'Set Media State',
    doc: 'Sets the state of the agent on one media.',
    parameters: [
      { name: 'mediaName', kind: 'mediaName', doc: 'Name of the media.', example: 'voice' },
      stateOperationName,
    ],
    result: 'void',
    evidence: 'doc',
    actsOnCustomer: true,
  },
] as const satisfies readonly MethodSpec[];
