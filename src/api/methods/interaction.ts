import type { MethodSpec, ParameterSpec } from '../method';
import { interactionStateNames, isOpen, phaseOf } from '../states';
import type { InteractionState } from '../states';
import { interactionId } from './parameters';

/** States in which somebody waits for the agent's yes or no. */
const offered = interactionStateNames.filter((state) => phaseOf(state) === 'offered');

const open = interactionStateNames.filter(isOpen);

/** States in which the agent is connected with someone, so that another can be brought in. */
const engaged: readonly InteractionState[] = [
  'TALKING',
  'HELD',
  'ACCEPTED',
  'PULLED',
  'CREATED',
  'SAVED',
  'HISTORY_DONE',
  'USER_DATA_ATTACHED',
  'USER_DATA_UPDATED',
];

/** States of a consultation in which it can become a transfer or a conference. */
const consulting: readonly InteractionState[] = [
  'TALKING',
  'HELD',
  'ACCEPTED',
  'CREATED',
  'HISTORY_DONE',
  'USER_DATA_ATTACHED',
  'USER_DATA_UPDATED',
];

/** States in which an interaction may be marked done: ended ones, and what the agent handles without a far end on the line. */
const closable: readonly InteractionState[] = [
  ...interactionStateNames.filter((state) => phaseOf(state) === 'ended'),
  'ACCEPTED',
  'CREATED',
  'PULLED',
  'SAVED',
  'PREVIEW',
  'READY',
  'HISTORY_DONE',
  'USER_DATA_ATTACHED',
  'USER_DATA_UPDATED',
];

const consultInteractionId = {
  name: 'consultInteractionId',
  kind: 'consultInteractionId',
  doc: 'Id of the consultation.',
  example: '2',
} as const satisfies ParameterSpec;

const reach = [
  {
    name: 'targetQuery',
    kind: 'targetQuery',
    doc: 'Whom to reach: an object with type and destination, or a string for a custom contact.',
    example: { type: 'AGENT', destination: '1001' },
  },
  { name: 'userData', kind: 'keyValues', doc: 'User data to attach; empty for none.', example: {} },
  {
    name: 'extensions',
    kind: 'keyValues',
    doc: 'Extensions to pass on; empty for none. Has no meaning for chat.',
    example: {},
  },
] as const satisfies readonly ParameterSpec[];

export const interactionMethods = [
  {
    namespace: 'interaction',
    name: 'getInteractions',
    title: 'Get All Interactions',
    doc: 'Gets all interactions of the agent.',
    parameters: [],
    result: 'Interaction[]',
    evidence: 'doc',
  },
  {
    namespace: 'interaction',
    name: 'getByInteractionId',
    title: 'Get Interaction by Id',
    doc: 'Gets one interaction. An id that does not exist is no failure: the result is null.',
    parameters: [interactionId],
    result: 'Interaction | null',
    evidence: 'doc',
  },
  {
    namespace: 'interaction',
    name: 'setUserData',
    title: 'Set User Data',
    doc: 'Sets keys of the user data of a live interaction and overwrites those that exist. An administrator may restrict the keys (service-client-api.user-data.write-allowed).',
    parameters: [
      interactionId,
      { name: 'keyValues', kind: 'keyValues', doc: 'The keys and values to set.', example: { key: 'value' } },
    ],
    result: 'void',
    evidence: 'doc',
    states: open,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'deleteUserData',
    title: 'Delete User Data',
    doc: 'Deletes one key of the user data. An administrator may restrict the keys (service-client-api.user-data.write-allowed).',
    parameters: [interactionId, { name: 'key', kind: 'userDataKey', doc: 'The key to delete.', example: 'key' }],
    result: 'void',
    evidence: 'doc',
    states: open,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'selectCaseByCaseId',
    title: 'Select Case',
    doc: 'Selects a case in Workspace. Subscribers of "interaction" get CASE_COLLAPSED and CASE_EXPANDED for the old selection and CASE_SELECTED for the new one.',
    parameters: [
      {
        name: 'caseId',
        kind: 'caseId',
        doc: 'Id of the case.',
        example: '00000000-0000-0000-0000-000000000000',
      },
    ],
    result: 'void',
    evidence: 'doc',
  },
  {
    namespace: 'interaction',
    name: 'markdone',
    title: 'Mark Done',
    doc: 'Marks the interaction as done. For pull and direct push previews this also stops the delivery of further records.',
    parameters: [interactionId],
    result: 'void',
    evidence: 'doc',
    states: closable,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'blockMarkdone',
    title: 'Block Mark Done',
    doc: 'Keeps the agent from marking the interaction done and shows a warning instead. Subscribe to "markdone" to learn of attempts. It starts the time of the option service-client-api.block-markdone-timeout.',
    parameters: [
      interactionId,
      {
        name: 'warningMessage',
        kind: 'string',
        doc: 'What the agent gets to read.',
        example: 'Please save the form first.',
      },
    ],
    result: 'void',
    evidence: 'doc',
  },
  {
    namespace: 'interaction',
    name: 'unblockMarkdone',
    title: 'Unblock Mark Done',
    doc: 'Takes back an earlier blockMarkdone.',
    parameters: [interactionId],
    result: 'void',
    evidence: 'doc',
  },
  {
    namespace: 'interaction',
    name: 'accept',
    title: 'Accept',
    doc: 'Accepts an interaction that rings at the agent.',
    parameters: [interactionId],
    result: 'void',
    evidence: 'doc',
    states: offered,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'reject',
    title: 'Reject',
    doc: 'Rejects an interaction that rings at the agent.',
    parameters: [interactionId],
    result: 'void',
    evidence: 'doc',
    states: offered,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'singleStepTransfer',
    title: 'Transfer in a Single Step',
    doc: 'Transfers the interaction without a consultation.',
    parameters: [interactionId, ...reach],
    result: 'void',
    evidence: 'doc',
    states: engaged,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'singleStepConference',
    title: 'Conference in a Single Step',
    doc: 'Brings another party into the interaction without a consultation.',
    parameters: [interactionId, ...reach],
    result: 'void',
    evidence: 'doc',
    states: engaged,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'consult',
    title: 'Consult',
    doc: 'Starts a consultation about the interaction, in its media or, if the target query names one, in another.',
    parameters: [interactionId, ...reach],
    result: 'void',
    evidence: 'doc',
    states: engaged,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'completeTransfer',
    title: 'Complete Transfer',
    doc: 'Transfers the main interaction to the party of the consultation.',
    parameters: [consultInteractionId],
    result: 'void',
    evidence: 'doc',
    states: consulting,
    actsOnCustomer: true,
  },
  {
    namespace: 'interaction',
    name: 'completeConference',
    title: 'Complete Conference',
    doc: 'Joins the main interaction and the consultation in a conference.',
    parameters: [consultInteractionId],
    result: 'void',
    evidence: 'doc',
    states: consulting,
    actsOnCustomer: true,
  },
] as const satisfies readonly MethodSpec[];
