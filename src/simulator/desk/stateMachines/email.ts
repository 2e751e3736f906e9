import type { InteractionState } from '../../../api/states';
import type { StateMachine } from '../rules/transitions';
import { accept, done, leave, offer, offerTimeouts, reach, transferTimeouts } from './shared';

const inbound = ['ACCEPTED', 'PULLED'] as const satisfies readonly InteractionState[];
const draft = ['CREATED', 'SAVED'] as const satisfies readonly InteractionState[];

/** An email: one that came in and is handled, or a draft that is written, saved and sent. */
export const emailStateMachine: StateMachine = {
  transitions: [
    accept,
    ...offer,
    { move: 'revoke', by: ['farEnd'], from: inbound, to: 'REVOKED', event: 'revoked' },
    { move: 'reply', by: ['agent'], from: inbound, to: 'same' },
    { move: 'save', by: ['agent'], from: ['CREATED'], to: 'SAVED', event: 'saved' },
    { move: 'send', by: ['agent'], from: draft, to: 'SENT', event: 'sent' },
    { move: 'discard', by: ['agent'], from: draft, to: 'CANCELLED', event: 'cancelled' },
    leave(inbound),
    ...reach([...inbound, ...draft]),
    {
      move: 'fail',
      by: ['farEnd'],
      from: ['INVITED', ...inbound, ...draft, 'TRANSFERRING'],
      to: 'ERROR',
      event: 'error',
    },
    ...done([...inbound, ...draft, 'SENT', 'CANCELLED', 'REVOKED', 'LEFT_CONFERENCE', 'TRANSFER_COMPLETED', 'ERROR']),
  ],
  automaticTransitions: { ...offerTimeouts, ...transferTimeouts },
  showsUserData: [...inbound, ...draft],
};
