import type { InteractionState } from '../../../src/api/states';
import type { PlayedDesk } from './playedDesk';

/** A way to an interaction in a state, with its id. */
export interface Path {
  readonly name: string;
  readonly media: 'voice' | 'chat' | 'email' | 'workitem' | 'preview';
  readonly state: InteractionState;
  readonly isConsultation?: true;
  walk(played: PlayedDesk): string;
}

const inbound = (played: PlayedDesk, media: string) =>
  played.world({ happens: 'inbound', media, userData: { key: 'value' } });

const accepted = (played: PlayedDesk, media: string) => {
  const id = inbound(played, media);
  played.act({ do: 'accept', interactionId: id });
  return id;
};

const talking = (played: PlayedDesk) => accepted(played, 'voice');

const joined = (played: PlayedDesk) => {
  const id = accepted(played, 'chat');
  played.world({ happens: 'chatJoins', interactionId: id });
  return id;
};

const chatting = (played: PlayedDesk) => {
  const id = joined(played);
  played.world({ happens: 'historyLoads', interactionId: id });
  return id;
};

const conferring = (played: PlayedDesk, media: string) => {
  const id = played.world({ happens: 'inbound', media, conference: true, userData: { key: 'value' } });
  played.act({ do: 'accept', interactionId: id });
  return id;
};

const draft = (played: PlayedDesk) =>
  played.act({ do: 'createEmail', destination: 'someone@example.com', userData: { key: 'value' } });

const transferring = (played: PlayedDesk, id: string) => {
  played.act({ do: 'transfer', interactionId: id, target: { type: 'AGENT', destination: '1002' } });
  return id;
};

const preview = (played: PlayedDesk) => {
  const id = played.act({ do: 'getPreviewRecord', campaign: 'Renewals' });
  played.act({ do: 'setUserData', interactionId: id, keyValues: { key: 'value' } });
  return id;
};

const ready = (played: PlayedDesk) => {
  const id = preview(played);
  played.world({ happens: 'recordLoads', interactionId: id });
  return id;
};

const consulting = (played: PlayedDesk, about: string) =>
  played.act({ do: 'consult', interactionId: about, target: { type: 'SKILL', destination: 'French' } });

/** Does something to an interaction and returns its id again. */
const then = (id: string, step: (interactionId: string) => unknown): string => {
  step(id);
  return id;
};

/** Ways to every state, for every media that knows it. */
export const paths: readonly Path[] = [
  { name: 'a call rings', media: 'voice', state: 'RINGING', walk: (p) => inbound(p, 'voice') },
  {
    name: 'a call goes out',
    media: 'voice',
    state: 'DIALING',
    walk: (p) => p.act({ do: 'dial', destination: '5550199', userData: { key: 'value' } }),
  },
  { name: 'a call is established', media: 'voice', state: 'TALKING', walk: talking },
  {
    name: 'a call is held',
    media: 'voice',
    state: 'HELD',
    walk: (p) => then(talking(p), (interactionId) => p.act({ do: 'hold', interactionId })),
  },
  {
    name: 'a call is released',
    media: 'voice',
    state: 'IDLE',
    walk: (p) => then(talking(p), (interactionId) => p.world({ happens: 'farEndHangsUp', interactionId })),
  },
  {
    name: 'a call rang in vain',
    media: 'voice',
    state: 'IDLE',
    walk: (p) => then(inbound(p, 'voice'), (interactionId) => p.world({ happens: 'ringTimesOut', interactionId })),
  },
  {
    name: 'a called party does not answer',
    media: 'voice',
    state: 'IDLE',
    walk: (p) =>
      then(p.act({ do: 'dial', destination: '5550199' }), (interactionId) =>
        p.world({ happens: 'farEndDoesNotAnswer', interactionId }),
      ),
  },
  {
    name: 'the desk loses track of a call',
    media: 'voice',
    state: 'UNKNOWN',
    walk: (p) => then(talking(p), (interactionId) => p.world({ happens: 'connectionBreaks', interactionId })),
  },
  {
    name: 'a consultation goes out',
    media: 'voice',
    state: 'DIALING',
    isConsultation: true,
    walk: (p) => consulting(p, talking(p)),
  },
  {
    name: 'a consultation is established',
    media: 'voice',
    state: 'TALKING',
    isConsultation: true,
    walk: (p) =>
      then(consulting(p, talking(p)), (interactionId) => p.world({ happens: 'farEndAnswers', interactionId })),
  },
  {
    name: 'a consultation is held',
    media: 'voice',
    state: 'HELD',
    isConsultation: true,
    walk: (p) =>
      then(consulting(p, talking(p)), (interactionId) => {
        p.world({ happens: 'farEndAnswers', interactionId });
        p.act({ do: 'hold', interactionId });
      }),
  },
  { name: 'a chat is offered', media: 'chat', state: 'INVITED', walk: (p) => inbound(p, 'chat') },
  {
    name: 'the agent is invited to a chat conference',
    media: 'chat',
    state: 'INVITED_CONFERENCE',
    walk: (p) => p.world({ happens: 'inbound', media: 'chat', conference: true, userData: { key: 'value' } }),
  },
  { name: 'a chat is being joined', media: 'chat', state: 'JOIN_PENDING', walk: (p) => accepted(p, 'chat') },
  {
    name: 'a chat cannot be joined',
    media: 'chat',
    state: 'JOIN_FAILED',
    walk: (p) => then(accepted(p, 'chat'), (interactionId) => p.world({ happens: 'joinFails', interactionId })),
  },
  { name: 'the history of a chat loads', media: 'chat', state: 'HISTORY_IN_PROGRESS', walk: joined },
  { name: 'a chat is talked', media: 'chat', state: 'HISTORY_DONE', walk: chatting },
  {
    name: 'a chat ends',
    media: 'chat',
    state: 'IDLE',
    walk: (p) => then(chatting(p), (interactionId) => p.act({ do: 'release', interactionId })),
  },
  {
    name: 'the agent leaves a chat conference',
    media: 'chat',
    state: 'LEFT_CONFERENCE',
    walk: (p) =>
      then(conferring(p, 'chat'), (interactionId) => {
        p.world({ happens: 'chatJoins', interactionId });
        p.world({ happens: 'historyLoads', interactionId });
        p.act({ do: 'leaveConference', interactionId });
      }),
  },
  {
    name: 'user data is attached to a chat',
    media: 'chat',
    state: 'USER_DATA_ATTACHED',
    walk: (p) =>
      then(chatting(p), (interactionId) => p.act({ do: 'setUserData', interactionId, keyValues: { more: 1 } })),
  },
  {
    name: 'a chat is rejected',
    media: 'chat',
    state: 'REVOKED',
    walk: (p) => then(inbound(p, 'chat'), (interactionId) => p.act({ do: 'reject', interactionId })),
  },
  {
    name: 'a chat is being transferred',
    media: 'chat',
    state: 'TRANSFERRING',
    walk: (p) => transferring(p, chatting(p)),
  },
  {
    name: 'a chat fails',
    media: 'chat',
    state: 'ERROR',
    walk: (p) => then(chatting(p), (interactionId) => p.world({ happens: 'fail', interactionId })),
  },
  {
    name: 'a chat consultation is talked',
    media: 'chat',
    state: 'HISTORY_DONE',
    isConsultation: true,
    walk: (p) =>
      then(consulting(p, chatting(p)), (interactionId) => {
        p.world({ happens: 'chatJoins', interactionId });
        p.world({ happens: 'historyLoads', interactionId });
      }),
  },
  { name: 'an email is offered', media: 'email', state: 'INVITED', walk: (p) => inbound(p, 'email') },
  { name: 'an email is accepted', media: 'email', state: 'ACCEPTED', walk: (p) => accepted(p, 'email') },
  {
    name: 'an email is pulled',
    media: 'email',
    state: 'PULLED',
    walk: (p) => p.act({ do: 'pullFromWorkbin', media: 'email', userData: { key: 'value' } }),
  },
  { name: 'an email is begun', media: 'email', state: 'CREATED', walk: draft },
  {
    name: 'an email is saved',
    media: 'email',
    state: 'SAVED',
    walk: (p) => then(draft(p), (interactionId) => p.act({ do: 'save', interactionId })),
  },
  {
    name: 'an email is sent',
    media: 'email',
    state: 'SENT',
    walk: (p) => then(draft(p), (interactionId) => p.act({ do: 'send', interactionId })),
  },
  {
    name: 'an email is discarded',
    media: 'email',
    state: 'CANCELLED',
    walk: (p) => then(draft(p), (interactionId) => p.act({ do: 'discard', interactionId })),
  },
  {
    name: 'an email is taken back',
    media: 'email',
    state: 'REVOKED',
    walk: (p) => then(accepted(p, 'email'), (interactionId) => p.world({ happens: 'revoke', interactionId })),
  },
  {
    name: 'user data of an email changes',
    media: 'email',
    state: 'USER_DATA_UPDATED',
    walk: (p) =>
      then(accepted(p, 'email'), (interactionId) =>
        p.act({ do: 'setUserData', interactionId, keyValues: { key: 'other' } }),
      ),
  },
  {
    name: 'an email is transferred',
    media: 'email',
    state: 'TRANSFER_COMPLETED',
    walk: (p) =>
      then(transferring(p, accepted(p, 'email')), (interactionId) =>
        p.world({ happens: 'transferCompletes', interactionId }),
      ),
  },
  { name: 'a work item is offered', media: 'workitem', state: 'INVITED', walk: (p) => inbound(p, 'workitem') },
  { name: 'a work item is accepted', media: 'workitem', state: 'ACCEPTED', walk: (p) => accepted(p, 'workitem') },
  {
    name: 'a work item is pulled',
    media: 'workitem',
    state: 'PULLED',
    walk: (p) => p.act({ do: 'pullFromWorkbin', media: 'workitem', userData: { key: 'value' } }),
  },
  {
    name: 'a work item fails',
    media: 'workitem',
    state: 'ERROR',
    walk: (p) => then(accepted(p, 'workitem'), (interactionId) => p.world({ happens: 'fail', interactionId })),
  },
  {
    name: 'a consultation about a work item begins',
    media: 'workitem',
    state: 'CREATED',
    isConsultation: true,
    walk: (p) => consulting(p, accepted(p, 'workitem')),
  },
  {
    name: 'a consultation about a work item is accepted',
    media: 'workitem',
    state: 'ACCEPTED',
    isConsultation: true,
    walk: (p) =>
      then(consulting(p, accepted(p, 'workitem')), (interactionId) =>
        p.world({ happens: 'farEndAnswers', interactionId }),
      ),
  },
  {
    name: 'user data of a consultation about an email changes',
    media: 'email',
    state: 'USER_DATA_UPDATED',
    isConsultation: true,
    walk: (p) =>
      then(consulting(p, accepted(p, 'email')), (interactionId) =>
        p.act({ do: 'setUserData', interactionId, keyValues: { key: 'other' } }),
      ),
  },
  {
    name: 'a record is offered',
    media: 'preview',
    state: 'INVITED',
    walk: (p) =>
      then(p.world({ happens: 'pushPreview', campaign: 'Callbacks' }), (interactionId) =>
        p.act({ do: 'setUserData', interactionId, keyValues: { key: 'value' } }),
      ),
  },
  { name: 'a record is shown', media: 'preview', state: 'PREVIEW', walk: preview },
  { name: 'a record is loaded', media: 'preview', state: 'READY', walk: ready },
  {
    name: 'a record is cancelled',
    media: 'preview',
    state: 'CANCELED',
    walk: (p) => then(ready(p), (interactionId) => p.act({ do: 'cancelPreview', interactionId })),
  },
  {
    name: 'a record is rejected',
    media: 'preview',
    state: 'REJECTED',
    walk: (p) => then(ready(p), (interactionId) => p.act({ do: 'rejectPreview', interactionId })),
  },
];
