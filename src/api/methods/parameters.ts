import type { ParameterSpec } from '../method';

/** The parameter of every method that acts on an interaction. */
export const interactionId = {
  name: 'interactionId',
  kind: 'interactionId',
  doc: 'Id of the interaction.',
  example: '1',
} as const satisfies ParameterSpec;
