import { draftEmail } from '../rules/arrivals';
import type { ServiceTable } from './service';

export const emailServices: ServiceTable = {
  'email.create': ({ core, args }) => {
    draftEmail(core, args.text('destination'), args.optionalObject('userData'));
  },
};
