import type { Life } from '../transitions';
import { byItself } from '../transitions';
import { accept, completion, done, leave, offer, offerClockwork, reach, transferClockwork } from './shared';

/** A chat: offered, joined, its history loaded, and then talked. */
export const chatLife: Life = {
  transitions: [
    { ...accept, next: 'joinChat' },
    ...offer,
    { move: 'joinChat', by: ['desk'], from: ['ACCEPTED'], to: 'JOIN_PENDING', news: 'joinPending' },
    { move: 'chatJoins', by: byItself, from: ['JOIN_PENDING'], to: 'HISTORY_IN_PROGRESS', news: 'historyInProgress' },
    { move: 'joinFails', by: ['farEnd'], from: ['JOIN_PENDING'], to: 'JOIN_FAILED', news: 'joinFailed' },
    {
      move: 'farEndDoesNotAnswer',
      by: ['farEnd'],
      from: ['JOIN_PENDING'],
      to: 'IDLE',
      news: 'idle',
      when: 'isConsultation',
    },
    { move: 'historyLoads', by: byItself, from: ['HISTORY_IN_PROGRESS'], to: 'HISTORY_DONE', news: 'historyDone' },
    {
      move: 'release',
      by: ['agent'],
      from: ['JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE'],
      to: 'IDLE',
      news: 'idle',
    },
    { move: 'farEndHangsUp', by: ['farEnd'], from: ['INVITED', 'INVITED_CONFERENCE'], to: 'REVOKED', news: 'revoked' },
    {
      move: 'farEndHangsUp',
      by: ['farEnd'],
      from: ['JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE'],
      to: 'IDLE',
      news: 'idle',
    },
    leave(['HISTORY_DONE']),
    ...reach(['HISTORY_DONE']),
    ...completion(['HISTORY_DONE']),
    {
      move: 'fail',
      by: ['farEnd'],
      from: ['INVITED', 'JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE', 'TRANSFERRING'],
      to: 'ERROR',
      news: 'error',
    },
    ...done(['HISTORY_DONE', 'IDLE', 'REVOKED', 'JOIN_FAILED', 'LEFT_CONFERENCE', 'TRANSFER_COMPLETED', 'ERROR']),
  ],
  clockwork: {
    ...offerClockwork,
    ...transferClockwork,
    JOIN_PENDING: { move: 'chatJoins', after: 'serverStepMs' },
    HISTORY_IN_PROGRESS: { move: 'historyLoads', after: 'serverStepMs' },
  },
  showsUserData: ['HISTORY_DONE'],
};
