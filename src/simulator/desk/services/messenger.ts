import { messengerEventPrefix } from '../../../api/events/events';
import { eventData } from '../assumptions';
import type { ServiceTable } from './service';

export const messengerServices: ServiceTable = {
  'messenger.broadcastMessage': ({ core, args }) => {
    const event = `${messengerEventPrefix}${args.text('channel')}`;
    core.emitToOthers(event, eventData.messenger.value(args.anything('message')));
  },
};
