import { readArguments } from '../../meaning/calls';
import { kindOf } from '../../meaning/values';
import { rangeOf, replace } from '../check';
import type { Check } from '../check';

/** A call with `failed` and without `succeeded`: the client library does not follow such a call, and never calls `failed`. */
export const missingSucceeded: Check = {
  name: 'missing-succeeded',
  severity: 'error',
  summary: 'A call that has failed but no succeeded, so that failed is never called.',
  find: ({ meaning, calls }) =>
    calls.services.flatMap((call) => {
      const read = readArguments(call, meaning);
      if (read?.succeeded === undefined || read.failed === undefined) return [];
      const isNone = ['undefined', 'null'].includes(kindOf(read.succeeded, meaning));
      if (!isNone || ['undefined', 'null'].includes(kindOf(read.failed, meaning))) return [];
      return [
        {
          range: rangeOf(read.succeeded),
          message:
            'Without succeeded the client library does not follow the call, so failed is never called. Pass a function.',
          fixes: [replace(read.succeeded, '() => {}', 'Pass an empty function')],
        },
      ];
    }),
};
