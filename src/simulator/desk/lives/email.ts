import type { InteractionState } from '../../../api/states';
import type { Life } from '../transitions';
import { accept, done, leave, offer, offerClockwork, reach, transferClockwork } from './shared';

const inbound = ['ACCEPTED', 'PULLED'] as const satisfies readonly InteractionState[];
const draft = ['CREATED', 'SAVED'] as const satisfies readonly InteractionState[];

/** An email: one that came in and is handled, or a draft that is written, saved and sent. */
export const emailLife: Life = {
  transitions: [
    accept,
    ...offer,
    { move: 'revoke', by: ['farEnd'], from: inbound, to: 'REVOKED', news: 'revoked' },
    { move: 'reply', by: ['agent'], from: inbound, to: 'same' },
    { move: 'save', by: ['agent'], from: ['CREATED'], to: 'SAVED', news: 'saved' },
    { move: 'send', by: ['agent'], from: draft, to: 'SENT', news: 'sent' },
    { move: 'discard', by: ['agent'], from: draft, to: 'CANCELLED', news: 'cancelled' },
    leave(inbound),
    ...reach([...inbound, ...draft]),
    {
      move: 'fail',
      by: ['farEnd'],
      from: ['INVITED', ...inbound, ...draft, 'TRANSFERRING'],
      to: 'ERROR',
      news: 'error',
    },
    ...done([...inbound, ...draft, 'SENT', 'CANCELLED', 'REVOKED', 'LEFT_CONFERENCE', 'TRANSFER_COMPLETED', 'ERROR']),
  ],
  clockwork: { ...offerClockwork, ...transferClockwork },
  showsUserData: [...inbound, ...draft],
};
