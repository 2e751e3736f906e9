import { findMedia, setMediaState } from '../rules/agentDesk';
import { results } from '../assumptions';
import type { ServiceTable } from './service';

export const mediaServices: ServiceTable = {
  'media.getMediaList': ({ core }) => core.store.media.map(({ name, state }) => results.media.value(name, state)),
  'media.getMediaByName': ({ core, args }) => {
    const { name, state } = findMedia(core, args.text('name'));
    return results.media.value(name, state);
  },
  'media.setState': ({ core, args }) => {
    setMediaState(core, args.text('mediaName'), args.text('stateOperationName'));
  },
};
