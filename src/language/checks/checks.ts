import { blockedMarkdone } from './flow/blockedMarkdone';
import type { Check } from './check';
import { customerDataInConsole } from './flow/customerDataInConsole';
import { earlyCall } from './flow/earlyCall';
import { eventLoop } from './flow/eventLoop';
import { failureShape } from './calls/failureShape';
import { libraryAsModule } from './flow/libraryAsModule';
import { missingSucceeded } from './calls/missingSucceeded';
import { polling } from './flow/polling';
import { replacedSubscription } from './flow/replacedSubscription';
import { replyWithoutData } from './calls/replyWithoutData';
import { serviceArguments } from './calls/serviceArguments';
import { targetKey } from './calls/targetKey';
import { toastButtons } from './calls/toastButtons';
import { unknownService } from './calls/unknownService';
import { unknownValue } from './calls/unknownValue';
import { unsubscribeHandler } from './flow/unsubscribeHandler';

/** Every check, in the order in which docs/checks/ lists them. */
export const checks: readonly Check[] = [
  unknownService,
  serviceArguments,
  missingSucceeded,
  failureShape,
  replyWithoutData,
  targetKey,
  unknownValue,
  toastButtons,
  replacedSubscription,
  unsubscribeHandler,
  earlyCall,
  blockedMarkdone,
  polling,
  eventLoop,
  customerDataInConsole,
  libraryAsModule,
];
