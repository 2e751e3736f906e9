import type { ServiceName } from '../../../../src/api/catalogue';
import { deskRuns } from './desk';
import { interactionRuns } from './interaction';
import { outboundRuns } from './outbound';
import type { Run } from './run';
import { systemRuns } from './system';
import { voiceRuns } from './voice';

/** A run for each service of the catalogue. */
export const runs: Readonly<Record<ServiceName, Run>> = {
  ...interactionRuns,
  ...deskRuns,
  ...voiceRuns,
  ...outboundRuns,
  ...systemRuns,
};
