import type { InteractionState } from '../../../api/states';
import { atTheDesk, byItself } from '../rules/transitions';
import type { StateMachine } from '../rules/transitions';
import { done, offer, offerTimeouts } from './shared';

const shown = ['PREVIEW', 'READY'] as const satisfies readonly InteractionState[];

/** The preview of an outbound record: asked for (pull), offered (push) or brought unasked (direct push). */
export const previewStateMachine: StateMachine = {
  transitions: [
    { move: 'accept', by: atTheDesk, from: ['INVITED'], to: 'PREVIEW', event: 'preview', effects: ['selectCase'] },
    ...offer,
    { move: 'recordLoads', by: byItself, from: ['PREVIEW'], to: 'READY', event: 'previewReady' },
    { move: 'callPreview', by: atTheDesk, from: shown, to: 'IDLE', event: 'idle' },
    { move: 'rejectPreview', by: atTheDesk, from: shown, to: 'REJECTED', event: 'previewRejected' },
    { move: 'cancelPreview', by: atTheDesk, from: shown, to: 'CANCELED', event: 'previewCanceled' },
    { move: 'fail', by: ['farEnd'], from: ['INVITED', ...shown], to: 'ERROR', event: 'error' },
    {
      move: 'doneAndNext',
      by: ['agent'],
      from: [...shown, 'IDLE', 'REJECTED', 'CANCELED', 'ERROR'],
      to: 'COMPLETED',
      event: 'markDone',
      effects: ['leave'],
    },
    ...done([...shown, 'IDLE', 'REJECTED', 'CANCELED', 'REVOKED', 'ERROR']),
  ],
  automaticTransitions: { ...offerTimeouts, PREVIEW: { move: 'recordLoads', after: 'serverStepMs' } },
  showsUserData: [],
};
