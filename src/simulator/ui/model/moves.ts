import type { RonaCallState } from '../../../api/states';
import { ronaCallStates } from '../../../api/states';
import { farEndMoveNames, farEndMoves } from '../../desk/rules/actions';
import type { FarEndMove, Happening } from '../../desk/rules/actions';

/** Something that happens to an interaction with one click. */
interface PlainMove {
  readonly happens: FarEndMove | 'ringTimesOut';
  readonly label: string;
  readonly ronaCallState?: RonaCallState;
}

/** A ring that times out ends in one of two ways, so the list holds it twice. */
export const plainMoves: readonly PlainMove[] = [
  ...farEndMoveNames.map((happens) => ({ happens, label: farEndMoves[happens] })),
  ...ronaCallStates.map((ronaCallState) => ({
    happens: 'ringTimesOut' as const,
    label: `Ring times out (${ronaCallState})`,
    ronaCallState,
  })),
];

export function moveOf(
  happens: PlainMove['happens'],
  interactionId: string,
  ronaCallState: RonaCallState | undefined,
): Happening {
  return happens === 'ringTimesOut'
    ? { happens, interactionId, ...(ronaCallState === undefined ? {} : { ronaCallState }) }
    : { happens, interactionId };
}
