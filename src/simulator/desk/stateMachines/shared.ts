import type { InteractionState } from '../../../api/states';
import { atTheDesk, byItself } from '../rules/transitions';
import type { Transition } from '../rules/transitions';

const offered = ['INVITED', 'INVITED_CONFERENCE'] as const satisfies readonly InteractionState[];

/** How the agent takes up what is offered. */
export const accept: Transition = {
  move: 'accept',
  by: atTheDesk,
  from: offered,
  to: 'ACCEPTED',
  event: 'accepted',
  effects: ['selectCase'],
};

/** How the agent leaves a conference that goes on without, from the given states. */
export function leave(engaged: readonly InteractionState[]): Transition {
  return {
    move: 'leaveConference',
    by: ['agent'],
    from: engaged,
    to: 'LEFT_CONFERENCE',
    event: 'leftConference',
    when: 'inConference',
  };
}

/** How open media of every kind is offered and how the offer is withdrawn. */
export const offer: readonly Transition[] = [
  { move: 'reject', by: atTheDesk, from: offered, to: 'REVOKED', event: 'revoked' },
  { move: 'ringTimesOut', by: byItself, from: offered, to: 'REVOKED', event: 'revoked' },
  { move: 'revoke', by: ['farEnd'], from: offered, to: 'REVOKED', event: 'revoked' },
];

/** What can be done with others while the agent handles open media, in the given states. */
export function reach(engaged: readonly InteractionState[]): readonly Transition[] {
  return [
    { move: 'consult', by: atTheDesk, from: engaged, to: 'same' },
    { move: 'conference', by: [...atTheDesk, 'desk'], from: engaged, to: 'same' },
    { move: 'transfer', by: [...atTheDesk, 'desk'], from: engaged, to: 'TRANSFERRING', event: 'transferring' },
    {
      move: 'transferCompletes',
      by: byItself,
      from: ['TRANSFERRING'],
      to: 'TRANSFER_COMPLETED',
      event: 'transferCompleted',
    },
    { move: 'transferFails', by: ['farEnd'], from: ['TRANSFERRING'], to: 'before', event: 'transferFailed' },
    { move: 'callOffTransfer', by: ['agent'], from: ['TRANSFERRING'], to: 'before', event: 'transferFailed' },
  ];
}

/** How a consultation on open media ends by becoming something else, from the given states. */
export function completion(connected: readonly InteractionState[]): readonly Transition[] {
  return [
    { move: 'completeTransfer', by: atTheDesk, from: connected, to: 'IDLE', event: 'idle', when: 'isConsultation' },
    { move: 'completeConference', by: atTheDesk, from: connected, to: 'IDLE', event: 'idle', when: 'isConsultation' },
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
      event: 'markDone',
      effects: ['leave'],
    },
  ];
}

export const transferTimeouts = { TRANSFERRING: { move: 'transferCompletes', after: 'serverStepMs' } } as const;
export const offerTimeouts = {
  INVITED: { move: 'ringTimesOut', after: 'ringTimeoutMs' },
  INVITED_CONFERENCE: { move: 'ringTimesOut', after: 'ringTimeoutMs' },
} as const;
