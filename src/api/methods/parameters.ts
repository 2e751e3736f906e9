import type { ParameterSpec } from '../method';

/** The parameter of every method that acts on an interaction. */
export const interactionId = {
  name: 'interactionId',
  kind: 'interactionId',
  doc: 'Id of the interaction.',
  example: '1',
} as const satisfies ParameterSpec;

/** The state that an agent or a media is to have. */
export const stateOperationName = {
  name: 'stateOperationName',
  kind: 'stateOperation',
  doc: 'Operation name of an entry of the state list, such as Ready, NotReady or AfterCallWork.',
  example: 'NotReady',
} as const satisfies ParameterSpec;
