import { WebSocket } from 'ws';
import { onDispose } from '../../../src/base/disposable';
import { RelaySide } from '../../../src/bridge/relay/relaySide';
import type { Clock } from '../../../src/bridge/timers';
import { provenTransport } from '../../../src/bridge/relay/provenTransport';
import { webSocketTransport } from '../../../src/bridge/relay/webSocketTransport';
import { bareWindow, socketsOf } from '../../support/bareWindow';
import { ManualClock } from '../../unit/bridge/support/manualClock';

const origin = 'https://widget.example';
const minuteMs = 60_000;

/**
 * The bridge's way to the relay in a page that is hidden for long: Chromium then runs its timers once a minute (intensive
 * throttling, as its documentation has it). Its clocks stand still but for `pass`; the wall clock is Node's, see `NodeClock`.
 */
export class HiddenPage {
  readonly #steady = new ManualClock();
  readonly #sockets: WebSocket[] = [];
  readonly #channels: MessageChannel[] = [];
  readonly #side: RelaySide;
  #events = 0;

  /** @param relay its port, and the key for pages */
  constructor({ port, pageKey }: { readonly port: number; readonly pageKey: string }) {
    const clock: Clock = {
      later: (ms, run) => this.#steady.later(this.#untilMinuteAfter(ms), run),
      steadyTime: this.#steady.now,
      wallTime: () => Date.now(),
    };
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const relay = `127.0.0.1:${port}`;
    const url = `ws://${relay}/page`;
    const restore = this.#standIn();
    this.#side = new RelaySide(
      bareWindow(origin, storage),
      { place: 'widget' },
      provenTransport(webSocketTransport(url), { key: pageKey }, url),
      () => false,
      () => Promise.reject(new Error('nobody calls')),
      clock,
    );
    this.#restore = restore;
    this.#side.start();
  }

  readonly #restore: { dispose(): void };

  /** How many events it has made. */
  get events(): number {
    return this.#events;
  }

  record(count: number): void {
    for (let left = count; left > 0; left--) {
      const data = { mark: `1/${++this.#events}` };
      this.#side.recorder.record({ kind: 'event', name: 'agent', data });
    }
  }

  /** Time passes for the page. */
  pass(ms: number): void {
    this.#steady.pass(ms);
  }

  /** The browser's network neither hears nor says anything, or does again. */
  setNetwork(state: 'asleep' | 'awake'): void {
    for (const socket of this.#sockets) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      if (state === 'asleep') socket.pause();
      else socket.resume();
    }
  }

  dispose(): void {
    this.#restore.dispose();
    for (const socket of this.#sockets) socket.terminate();
    for (const { port1 } of this.#channels) port1.close();
  }

  /** Timers of a page that is hidden run at whole minutes. */
  #untilMinuteAfter(ms: number): number {
    const now = this.#steady.now();
    return Math.ceil((now + ms) / minuteMs) * minuteMs - now;
  }

  /** Puts in place of what a browser has what the test can look into. */
  #standIn(): { dispose(): void } {
    const { WebSocket: realSocket, MessageChannel: realChannel } = globalThis;
    const [sockets, channels] = [this.#sockets, this.#channels];
    class PageSocket extends socketsOf(origin) {
      constructor(address: string, protocols: string[]) {
        super(address, protocols);
        sockets.push(this);
      }
    }
    class PageChannel extends realChannel {
      constructor() {
        super();
        channels.push(this);
      }
    }
    Reflect.set(globalThis, 'WebSocket', PageSocket);
    Reflect.set(globalThis, 'MessageChannel', PageChannel);
    // The page's title never changes.
    Reflect.set(globalThis, 'Node', Event);
    Reflect.set(
      globalThis,
      'MutationObserver',
      class {
        disconnect() {
          // Nothing is observed.
        }
      },
    );
    return onDispose(() => {
      Reflect.set(globalThis, 'WebSocket', realSocket);
      Reflect.set(globalThis, 'MessageChannel', realChannel);
      for (const name of ['Node', 'MutationObserver']) Reflect.deleteProperty(globalThis, name);
    });
  }
}
