import { socketAddress } from '../../protocol/handshake';
import { canProve } from '../../protocol/connection/pageProof';
import { handOver, startBridge } from '../bridge';
import type { KeyConfiguration } from './configuration';
import { ConnectionAdvice } from '../relay/connectionAdvice';
import { TagRotation } from './tagRotation';
import type { Route } from './tagRotation';
import type { Recorder } from '../records/recorder';
import { provenTransport } from '../relay/provenTransport';
import { say } from '../say';
import { webSocketTransport } from '../relay/webSocketTransport';

/**
 * Starts the bridge in a page that itself opens the connection to the relay. Where another one speaks for the page, that
 * one is told of this relay and key, in case its own are refused.
 * @returns what the bridge records with, or undefined if another one speaks for the page
 */
export function connectBridge(page: Window, configuration: KeyConfiguration): Recorder | undefined {
  if (!canProve) {
    say('error', cannotProve);
    return undefined;
  }
  const { relay, key } = configuration;
  const tag = { relay, key };
  const rotation = new TagRotation(tag, (other) => routeOf(page, { ...configuration, ...other }));
  const recorder = startBridge(page, configuration, {
    openTransport: rotation.openTransport,
    linkChanged: rotation.linkChanged,
    add: rotation.add,
    waits: false,
  });
  if (recorder === undefined && !handOver(page, tag)) say('info', otherSpeaks);
  return recorder;
}

const cannotProve =
  'this page has no crypto.getRandomValues, without which the bridge cannot prove itself to the relay: it stays out.';
const otherSpeaks = 'another bridge speaks for this page already; this script tag does nothing.';

/** RFC 6455, 7.4.1. */
const ordinaryClose = 1000;

function routeOf(page: Window, configuration: KeyConfiguration): Route {
  const { relay, holder } = configuration;
  const isHeld = holder !== undefined && holder !== page.origin;
  const url = socketAddress(relay, 'page');
  // Any site can embed the relay's own page with any key, so a wrong key there is not reported to the user.
  const open = provenTransport(webSocketTransport(url), configuration, url, isHeld ? ordinaryClose : undefined);
  const advice = new ConnectionAdvice(page, relay, new URL(url).origin, holder ?? page.origin);
  return {
    openTransport: (events) => {
      advice.listen();
      return open(events);
    },
    linkChanged: (change) => void advice.linkChanged(change),
  };
}
