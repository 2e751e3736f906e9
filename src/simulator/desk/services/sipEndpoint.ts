import type { ServiceTable } from './service';

export const sipEndpointServices: ServiceTable = {
  'sipEndpoint.muteMicrophone': ({ core }) => {
    core.store.microphoneMuted = true;
  },
  'sipEndpoint.unmuteMicrophone': ({ core }) => {
    core.store.microphoneMuted = false;
  },
  'sipEndpoint.muteSpeaker': ({ core }) => {
    core.store.speakerMuted = true;
  },
  'sipEndpoint.unmuteSpeaker': ({ core }) => {
    core.store.speakerMuted = false;
  },
  'sipEndpoint.isMicrophoneMute': ({ core }) => core.store.microphoneMuted,
  'sipEndpoint.isSpeakerMute': ({ core }) => core.store.speakerMuted,
};
