import { eventNamesOf, serviceOf } from '../../meaning/callbacks';
import type { CoreCall, ServiceCall } from '../../meaning/calls';
import { inSameFunction, neverBoth, runsBefore, waitsBetween } from '../../meaning/flow/flow';
import { rangeOf } from '../check';
import type { Code } from '../../code';
import type { Check } from '../check';
import { eventOf } from './broughtAbout';

/** A call right beside `subscribe`, whose events are dropped until Workspace has answered the subscription. */
export const earlyCall: Check = {
  name: 'early-call',
  severity: 'hint',
  summary: 'A call whose events may come before the subscription is answered, so that they are dropped.',
  find: (code) =>
    code.calls.services
      .filter((call) => code.calls.core.some((other) => other.member === 'subscribe' && isEarly(call, other, code)))
      .map((call) => ({
        range: rangeOf(call.nameNode),
        message: `The events of ${serviceOf(call)} are dropped until Workspace has answered the subscription. Call it later, such as on a click or in the reply to another call.`,
      })),
};

/** Whether one run makes both the call and the subscription to its event, with no time for an answer in between. */
function isEarly(call: ServiceCall, subscription: CoreCall, { meaning }: Code): boolean {
  const event = eventOf(serviceOf(call));
  if (event === undefined || !eventNamesOf(subscription, meaning).includes(event)) return false;
  if (!inSameFunction(call.node, subscription.node)) return false;
  const isAfter = subscription.nameNode.from < call.nameNode.from;
  const [first, second] = isAfter ? [subscription.node, call.nameNode] : [call.node, subscription.nameNode];
  return runsBefore(first, second) && !neverBoth(first, second) && !waitsBetween(first, second);
}
