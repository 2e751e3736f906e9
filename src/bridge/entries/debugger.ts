/** The script that the debugger puts into every frame. It does nothing in one without the API. */
import { byNumber, opaqueOrigin } from '../../protocol/handshake';
import { startBridge } from '../bridge';
import { BindingTransport } from '../relay/bindingTransport';
import type { Binding } from '../relay/bindingTransport';
import { hasBridgeFrame, inWidget, isReportedFor } from './configuration';
import { guarded } from '../guarded';
import { reportOrigins } from '../observe/originReporter';
import { installPoster } from '../workspace/poster';
import { isPrivateFrame } from '../workspace/privateFrame';

/** What the editor wraps around this script: random names, and the relay's origin. */
declare const desksideDebugger: {
  readonly binding: string;
  readonly receiver: string;
  readonly relay: string;
  readonly callSites: boolean;
};

/** Where an earlier injection waits for the next one, which has another debugger. */
const adoption = Symbol.for('deskside.debugger');

guarded(() => {
  const { binding: name, receiver, relay, callSites } = desksideDebugger;
  const binding: unknown = Reflect.get(window, name);
  // Nobody else in the page is to find it; without one, this script is here for the second time.
  if (!isBinding(binding)) return;
  Reflect.deleteProperty(window, name);
  if (isPrivateFrame(window)) {
    installPoster(window);
    return;
  }
  // The relay's own pages, which go by two names, have their bridge in them.
  if (byNumber(location.origin) === byNumber(relay) || window.origin === opaqueOrigin) return;
  if (isReportedFor(window)) {
    reportOrigins(window, callSites, hasBridgeFrame);
    return;
  }
  const earlier: unknown = Reflect.get(window, adoption);
  if (earlier instanceof Function) {
    Reflect.apply(earlier, undefined, [binding, receiver]);
    return;
  }
  const transport = new BindingTransport(window, binding, receiver);
  Reflect.defineProperty(window, adoption, { value: transport.adopt.bind(transport) });
  startBridge(
    window,
    { relay, nonce: '', callSites, ...inWidget },
    { openTransport: transport.open, linkChanged: () => false, waits: true },
  );
});

function isBinding(value: unknown): value is Binding {
  return typeof value === 'function';
}
