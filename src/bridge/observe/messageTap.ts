import { isFunction } from '../../base/guards';
import { guarded } from '../guarded';

/**
 * Hears each message of a window before the page does. The client library takes the reference id out of a reply, which
 * all listeners share, and Chromium calls listeners on a window in the order in which they were added, capturing or
 * not: so a listener that is added later hears a message when the page first reads its data.
 *
 * @param late the client library is there already
 * @param heard called once for each message; says whether it is for the bridge alone, and then the page does not get it
 * @returns begins to listen, and does so again where the page has removed all listeners
 */
export function tapMessages(
  window: Window,
  late: boolean,
  heard: (event: MessageEvent<unknown>) => boolean,
): () => void {
  const hear = (event: MessageEvent<unknown>): boolean => {
    if (guarded(() => heard(event)) !== true) return false;
    event.stopImmediatePropagation();
    return true;
  };
  const listener = late ? tapData(window, hear) : hear;
  return () => window.addEventListener('message', listener, true);
}

/**
 * Hears a message when somebody reads its data; a script that reads one of the bridge’s own gets an empty text.
 * @returns hears those that nobody has read so far
 */
function tapData(
  window: Window,
  hear: (event: MessageEvent<unknown>) => boolean,
): (event: MessageEvent<unknown>) => void {
  const done = new WeakSet();
  const own = new WeakSet();
  const hearOnce = (event: MessageEvent<unknown>) => {
    if (done.has(event)) return;
    done.add(event);
    if (hear(event)) own.add(event);
  };
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  const read: unknown = data && Reflect.get(data, 'get');
  if (!isFunction(read)) return hearOnce;
  const tapped = new Proxy(read, {
    apply(target, event: unknown, args) {
      // Only messages between windows; sockets, workers and ports are none of the bridge's business.
      const isOwn = guarded(() => {
        if (!(event instanceof MessageEvent && event.isTrusted && event.target === window)) return false;
        hearOnce(event);
        return own.has(event);
      });
      return isOwn === true ? '' : Reflect.apply(target, event, args);
    },
  });
  Reflect.defineProperty(MessageEvent.prototype, 'data', { ...data, get: tapped });
  return hearOnce;
}
