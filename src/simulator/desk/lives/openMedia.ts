import type { InteractionState } from '../../../api/states';
import { byItself } from '../transitions';
import type { Life } from '../transitions';
import { accept, completion, done, leave, offer, offerClockwork, reach, transferClockwork } from './shared';

const handled = ['ACCEPTED', 'PULLED'] as const satisfies readonly InteractionState[];

/** A work item or any other media; also a consultation on such media or by email, which begins as CREATED. */
export const openMediaLife: Life = {
  transitions: [
    accept,
    ...offer,
    { move: 'revoke', by: ['farEnd'], from: handled, to: 'REVOKED', news: 'revoked' },
    {
      move: 'farEndAnswers',
      by: byItself,
      from: ['CREATED'],
      to: 'ACCEPTED',
      news: 'accepted',
      when: 'isConsultation',
    },
    {
      move: 'farEndDoesNotAnswer',
      by: ['farEnd'],
      from: ['CREATED'],
      to: 'IDLE',
      news: 'idle',
      when: 'isConsultation',
    },
    { move: 'farEndHangsUp', by: ['farEnd'], from: ['ACCEPTED'], to: 'IDLE', news: 'idle', when: 'isConsultation' },
    { move: 'release', by: ['agent'], from: ['CREATED', 'ACCEPTED'], to: 'IDLE', news: 'idle', when: 'isConsultation' },
    leave(handled),
    ...reach([...handled, 'CREATED']),
    ...completion(['CREATED', 'ACCEPTED']),
    {
      move: 'fail',
      by: ['farEnd'],
      from: ['INVITED', 'CREATED', ...handled, 'TRANSFERRING'],
      to: 'ERROR',
      news: 'error',
    },
    ...done([...handled, 'CREATED', 'IDLE', 'REVOKED', 'LEFT_CONFERENCE', 'TRANSFER_COMPLETED', 'ERROR']),
  ],
  clockwork: {
    ...offerClockwork,
    ...transferClockwork,
    CREATED: { move: 'farEndAnswers', after: 'farEndAnswersAfterMs' },
  },
  showsUserData: [...handled, 'CREATED'],
};
