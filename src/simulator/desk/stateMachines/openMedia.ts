import type { InteractionState } from '../../../api/states';
import { byItself } from '../rules/transitions';
import type { StateMachine } from '../rules/transitions';
import { accept, completion, done, leave, offer, offerTimeouts, reach, transferTimeouts } from './shared';

const handled = ['ACCEPTED', 'PULLED'] as const satisfies readonly InteractionState[];

/** A work item or any other media; also a consultation on such media or by email, which begins as CREATED. */
export const openMediaStateMachine: StateMachine = {
  transitions: [
    accept,
    ...offer,
    { move: 'revoke', by: ['farEnd'], from: handled, to: 'REVOKED', event: 'revoked' },
    {
      move: 'farEndAnswers',
      by: byItself,
      from: ['CREATED'],
      to: 'ACCEPTED',
      event: 'accepted',
      when: 'isConsultation',
    },
    {
      move: 'farEndDoesNotAnswer',
      by: ['farEnd'],
      from: ['CREATED'],
      to: 'IDLE',
      event: 'idle',
      when: 'isConsultation',
    },
    { move: 'farEndHangsUp', by: ['farEnd'], from: ['ACCEPTED'], to: 'IDLE', event: 'idle', when: 'isConsultation' },
    {
      move: 'release',
      by: ['agent'],
      from: ['CREATED', 'ACCEPTED'],
      to: 'IDLE',
      event: 'idle',
      when: 'isConsultation',
    },
    leave(handled),
    ...reach([...handled, 'CREATED']),
    ...completion(['CREATED', 'ACCEPTED']),
    {
      move: 'fail',
      by: ['farEnd'],
      from: ['INVITED', 'CREATED', ...handled, 'TRANSFERRING'],
      to: 'ERROR',
      event: 'error',
    },
    ...done([...handled, 'CREATED', 'IDLE', 'REVOKED', 'LEFT_CONFERENCE', 'TRANSFER_COMPLETED', 'ERROR']),
  ],
  automaticTransitions: {
    ...offerTimeouts,
    ...transferTimeouts,
    CREATED: { move: 'farEndAnswers', after: 'farEndAnswersAfterMs' },
  },
  showsUserData: [...handled, 'CREATED'],
};
