import { WebSocket } from 'ws';

const nobodyListens = { addEventListener: () => undefined };

/** A window in Node that has what the bridge's way to the relay uses of one, and no more. */
export function bareWindow(origin: string, sessionStorage: Pick<Storage, 'getItem' | 'setItem'>): Window {
  const window = {
    origin,
    location: { origin, pathname: '/' },
    document: { title: 'A page', ...nobodyListens },
    sessionStorage,
    ...nobodyListens,
  };
  Reflect.set(window, 'parent', window);
  return window as unknown as Window;
}

/** The WebSockets of a page of this origin: a browser says where a socket comes from. */
export function socketsOf(origin: string): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { origin });
    }
  } as typeof WebSocket;
}
