import { mediaFamilyOf } from '../../../api/states';
import type { StateMachine } from '../rules/transitions';
import type { StateMachineName } from '../state/types';
import { chatStateMachine } from './chat';
import { emailStateMachine } from './email';
import { openMediaStateMachine } from './openMedia';
import { previewStateMachine } from './preview';
import { voiceStateMachine } from './voice';

export const stateMachines: Readonly<Record<StateMachineName, StateMachine>> = {
  voice: voiceStateMachine,
  chat: chatStateMachine,
  email: emailStateMachine,
  openMedia: openMediaStateMachine,
  preview: previewStateMachine,
};

/** The state machine of interactions of this media. */
export function stateMachineOf(media: string): StateMachineName {
  return mediaFamilyOf(media);
}
