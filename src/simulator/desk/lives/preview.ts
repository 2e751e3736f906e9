import type { InteractionState } from '../../../api/states';
import { atTheDesk, byItself } from '../transitions';
import type { Life } from '../transitions';
import { done, offer, offerClockwork } from './shared';

const shown = ['PREVIEW', 'READY'] as const satisfies readonly InteractionState[];

/** The preview of an outbound record: asked for (pull), offered (push) or brought unasked (direct push). */
export const previewLife: Life = {
  transitions: [
    { move: 'accept', by: atTheDesk, from: ['INVITED'], to: 'PREVIEW', news: 'preview', effects: ['selectCase'] },
    ...offer,
    { move: 'recordLoads', by: byItself, from: ['PREVIEW'], to: 'READY', news: 'previewReady' },
    { move: 'callPreview', by: atTheDesk, from: shown, to: 'IDLE', news: 'idle' },
    { move: 'rejectPreview', by: atTheDesk, from: shown, to: 'REJECTED', news: 'previewRejected' },
    { move: 'cancelPreview', by: atTheDesk, from: shown, to: 'CANCELED', news: 'previewCanceled' },
    { move: 'fail', by: ['farEnd'], from: ['INVITED', ...shown], to: 'ERROR', news: 'error' },
    {
      move: 'doneAndNext',
      by: ['agent'],
      from: [...shown, 'IDLE', 'REJECTED', 'CANCELED', 'ERROR'],
      to: 'COMPLETED',
      news: 'markDone',
      effects: ['leave'],
    },
    ...done([...shown, 'IDLE', 'REJECTED', 'CANCELED', 'REVOKED', 'ERROR']),
  ],
  clockwork: { ...offerClockwork, PREVIEW: { move: 'recordLoads', after: 'serverStepMs' } },
  showsUserData: [],
};
