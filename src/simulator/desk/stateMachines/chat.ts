import type { StateMachine } from '../rules/transitions';
import { byItself } from '../rules/transitions';
import { accept, completion, done, leave, offer, offerTimeouts, reach, transferTimeouts } from './shared';

/** A chat: offered, joined, its history loaded, and then talked. */
export const chatStateMachine: StateMachine = {
  transitions: [
    { ...accept, next: 'joinChat' },
    ...offer,
    { move: 'joinChat', by: ['desk'], from: ['ACCEPTED'], to: 'JOIN_PENDING', event: 'joinPending' },
    { move: 'chatJoins', by: byItself, from: ['JOIN_PENDING'], to: 'HISTORY_IN_PROGRESS', event: 'historyInProgress' },
    { move: 'joinFails', by: ['farEnd'], from: ['JOIN_PENDING'], to: 'JOIN_FAILED', event: 'joinFailed' },
    {
      move: 'farEndDoesNotAnswer',
      by: ['farEnd'],
      from: ['JOIN_PENDING'],
      to: 'IDLE',
      event: 'idle',
      when: 'isConsultation',
    },
    { move: 'historyLoads', by: byItself, from: ['HISTORY_IN_PROGRESS'], to: 'HISTORY_DONE', event: 'historyDone' },
    {
      move: 'release',
      by: ['agent'],
      from: ['JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE'],
      to: 'IDLE',
      event: 'idle',
    },
    { move: 'farEndHangsUp', by: ['farEnd'], from: ['INVITED', 'INVITED_CONFERENCE'], to: 'REVOKED', event: 'revoked' },
    {
      move: 'farEndHangsUp',
      by: ['farEnd'],
      from: ['JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE'],
      to: 'IDLE',
      event: 'idle',
    },
    leave(['HISTORY_DONE']),
    ...reach(['HISTORY_DONE']),
    ...completion(['HISTORY_DONE']),
    {
      move: 'fail',
      by: ['farEnd'],
      from: ['INVITED', 'JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE', 'TRANSFERRING'],
      to: 'ERROR',
      event: 'error',
    },
    ...done(['HISTORY_DONE', 'IDLE', 'REVOKED', 'JOIN_FAILED', 'LEFT_CONFERENCE', 'TRANSFER_COMPLETED', 'ERROR']),
  ],
  automaticTransitions: {
    ...offerTimeouts,
    ...transferTimeouts,
    JOIN_PENDING: { move: 'chatJoins', after: 'serverStepMs' },
    HISTORY_IN_PROGRESS: { move: 'historyLoads', after: 'serverStepMs' },
  },
  showsUserData: ['HISTORY_DONE'],
};
