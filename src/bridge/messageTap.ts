import { isFunction } from '../base/function';
import { guarded } from './guarded';

/**
 * Hears each message of a window before the page does. The client library takes the reference id out of a reply, which
 * all listeners share, and Chromium calls listeners on a window in the order in which they were added, capturing or
 * not: so whoever is too late hears a message when somebody first reads its data.
 *
 * @param late the client library is there already
 * @param heard called once for each message
 */
export function tapMessages(window: Window, late: boolean, heard: (event: MessageEvent<unknown>) => void): void {
  const done = new WeakSet();
  const hear = (event: MessageEvent<unknown>) => {
    if (done.has(event)) return;
    done.add(event);
    guarded(() => heard(event));
  };
  window.addEventListener('message', hear, true);
  if (!late) return;
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  const read: unknown = data && Reflect.get(data, 'get');
  if (!isFunction(read)) return;
  const tapped = new Proxy(read, {
    apply(target, event: unknown, args) {
      // Only messages between windows; sockets, workers and ports are none of the bridge's business.
      if (event instanceof MessageEvent && event.isTrusted && event.target === window) hear(event);
      return Reflect.apply(target, event, args);
    },
  });
  Reflect.defineProperty(MessageEvent.prototype, 'data', { ...data, get: tapped });
}
