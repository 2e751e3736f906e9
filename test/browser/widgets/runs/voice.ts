import { after, interactionOf, newest, ringing, stateOf, talking } from './run';
import type { After, Run } from './run';

const recording = ({ state, subject }: After) => interactionOf(state, subject)?.call?.recordingState;
const dialed = (now: After) => [newest(now)?.state, newest(now)?.call?.dnis, newest(now)?.userData];

export const voiceRuns = {
  'voice.dial': {
    parameters: () => ['5550199', { Campaign: 'Spring' }],
    seen: dialed,
    is: ['DIALING', '5550199', { Campaign: 'Spring' }],
  },
  'voice.dialEx': {
    parameters: () => ['5550198', { Campaign: 'Spring' }, { Extension: '1' }],
    seen: dialed,
    is: ['DIALING', '5550198', { Campaign: 'Spring' }],
  },
  'voice.answer': { given: ringing, seen: stateOf, is: 'TALKING' },
  'voice.hold': { given: talking, seen: stateOf, is: 'HELD' },
  'voice.resume': { given: after(talking, 'voice.hold'), seen: stateOf, is: 'TALKING' },
  'voice.hangUp': { given: talking, seen: stateOf, is: 'IDLE' },
  'voice.startCallRecording': { given: talking, seen: recording, is: 'RECORDING' },
  'voice.pauseCallRecording': { given: after(talking, 'voice.startCallRecording'), seen: recording, is: 'PAUSED' },
  'voice.resumeCallRecording': {
    given: after(talking, 'voice.startCallRecording', 'voice.pauseCallRecording'),
    seen: recording,
    is: 'RECORDING',
  },
  'voice.stopCallRecording': { given: after(talking, 'voice.startCallRecording'), seen: recording, is: 'STOPPED' },
} as const satisfies Record<string, Run>;
