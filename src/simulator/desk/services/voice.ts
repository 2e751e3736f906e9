import { dial } from '../rules/arrivals';
import { makeMove } from '../engine';
import { errorTexts } from '../assumptions';
import { refusal } from '../refusal';
import type { Move } from '../rules/transitions';
import type { Service, ServiceTable } from './service';

/** A service that makes a move with a call, and only with a call. */
function callControl(move: Move): Service {
  return ({ core, args }) => {
    const id = args.text('interactionId');
    const { machine, media } = core.interaction(id);
    if (machine !== 'voice') throw refusal(errorTexts.notVoice, move, id, media);
    makeMove(core, id, move, 'widget');
  };
}

export const voiceServices: ServiceTable = {
  'voice.dial': ({ core, args }) => {
    dial(core, args.text('destination'), args.optionalObject('userData'));
  },
  'voice.dialEx': ({ core, args }) => {
    args.optionalObject('extensions');
    dial(core, args.text('destination'), args.optionalObject('userData'));
  },
  'voice.answer': callControl('accept'),
  'voice.hold': callControl('hold'),
  'voice.resume': callControl('resume'),
  'voice.hangUp': callControl('release'),
  'voice.startCallRecording': callControl('startRecording'),
  'voice.stopCallRecording': callControl('stopRecording'),
  'voice.pauseCallRecording': callControl('pauseRecording'),
  'voice.resumeCallRecording': callControl('resumeRecording'),
};
