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
  // Whether each was for the bridge alone. Where the page wraps listeners, one that is added again stands there twice.
  const done = new WeakMap<Event, boolean>();
  const hear = (event: MessageEvent<unknown>): boolean | undefined => {
    if (!done.has(event)) {
      done.set(event, false);
      if (guarded(() => heard(event)) === true) {
        event.stopImmediatePropagation();
        done.set(event, true);
      }
    }
    return done.get(event);
  };
  if (late) tapData(window, hear);
  return () => window.addEventListener('message', hear, true);
}

/** Hears a message when somebody reads its data; a script that reads one of the bridge’s own gets an empty text. */
function tapData(window: Window, hear: (event: MessageEvent<unknown>) => boolean | undefined): void {
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  const read: unknown = data && Reflect.get(data, 'get');
  if (!isFunction(read)) return;
  const tapped = new Proxy(read, {
    apply(target, event: unknown, args) {
      // Only messages between windows; sockets, workers and ports are none of the bridge's business.
      const isOwn = guarded(
        () => event instanceof MessageEvent && event.isTrusted && event.target === window && hear(event),
      );
      return isOwn === true ? '' : Reflect.apply(target, event, args);
    },
  });
  Reflect.defineProperty(MessageEvent.prototype, 'data', { ...data, get: tapped });
}
