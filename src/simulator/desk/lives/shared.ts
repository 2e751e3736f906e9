import type { InteractionState } from '../../../api/states';
import { atTheDesk, byItself } from '../transitions';
import type { Transition } from '../transitions';

const offered = ['INVITED', 'INVITED_CONFERENCE'] as const satisfies readonly InteractionState[];

/** How the agent takes up what is offered. */
export const accept: Transition = {
  move: 'accept',
  by: atTheDesk,
  from: offered,
  to: 'ACCEPTED',
  news: 'accepted',
  effects: ['selectCase'],
};

/** How the agent leaves a conference that goes on without, from the given states. */
export function leave(engaged: readonly InteractionState[]): Transition {
  return {
    move: 'leaveConference',
    by: ['agent'],
    from: engaged,
    to: 'LEFT_CONFERENCE',
    news: 'leftConference',
    when: 'inConference',
  };
}

/** How open media of every kind is offered and how the offer is withdrawn. */
export const offer: readonly Transition[] = [
  { move: 'reject', by: atTheDesk, from: offered, to: 'REVOKED', news: 'revoked' },
  { move: 'ringTimesOut', by: byItself, from: offered, to: 'REVOKED', news: 'revoked' },
  { move: 'revoke', by: ['farEnd'], from: offered, to: 'REVOKED', news: 'revoked' },
];

/** What can be done with others while the agent handles open media, in the given states. */
export function reach(engaged: readonly InteractionState[]): readonly Transition[] {
  return [
    { move: 'consult', by: atTheDesk, from: engaged, to: 'same' },
    { move: 'conference', by: [...atTheDesk, 'desk'], from: engaged, to: 'same' },
    { move: 'transfer', by: [...atTheDesk, 'desk'], from: engaged, to: 'TRANSFERRING', news: 'transferring' },
    {
      move: 'transferCompletes',
      by: byItself,
      from: ['TRANSFERRING'],
      to: 'TRANSFER_COMPLETED',
      news: 'transferCompleted',
    },
    { move: 'transferFails', by: ['farEnd'], from: ['TRANSFERRING'], to: 'before', news: 'transferFailed' },
    { move: 'callOffTransfer', by: ['agent'], from: ['TRANSFERRING'], to: 'before', news: 'transferFailed' },
  ];
}

/** How a consultation on open media ends by becoming something else, from the given states. */
export function completion(connected: readonly InteractionState[]): readonly Transition[] {
  return [
    { move: 'completeTransfer', by: atTheDesk, from: connected, to: 'IDLE', news: 'idle', when: 'isConsultation' },
    { move: 'completeConference', by: atTheDesk, from: connected, to: 'IDLE', news: 'idle', when: 'isConsultation' },
  ];
}

/** Mark-done of open media, from the given states. */
export function done(closable: readonly InteractionState[]): readonly Transition[] {
  return [
    {
      move: 'markDone',
      by: [...atTheDesk, 'desk'],
      from: closable,
      to: 'COMPLETED',
      news: 'markDone',
      effects: ['leave'],
    },
  ];
}

export const transferClockwork = { TRANSFERRING: { move: 'transferCompletes', after: 'serverStepMs' } } as const;
export const offerClockwork = {
  INVITED: { move: 'ringTimesOut', after: 'ringTimeoutMs' },
  INVITED_CONFERENCE: { move: 'ringTimesOut', after: 'ringTimeoutMs' },
} as const;
