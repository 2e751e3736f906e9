import { deflateRawSync } from 'node:zlib';
import { toBase64url } from '../../base/base64url';
import { longestPlan } from '../../simulator/replay/replayAddress';
import type { ReplayPlan } from '../../simulator/replay/replayPlan';
import { ReplayError } from './planOfTrace';

/**
 * A plan for the address of the simulated Workspace.
 * @throws ReplayError if it is too long for one
 */
export function encodePlan(plan: ReplayPlan): string {
  const encoded = toBase64url(deflateRawSync(JSON.stringify(plan)));
  if (encoded.length <= longestPlan) return encoded;
  throw new ReplayError('This trace is too long to be replayed: record only what you want to see again.');
}
