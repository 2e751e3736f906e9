/** A widget as authors bundle it: modules, strict, promises over the client library, a string to subscribe. */
import { call, subscribe, unsubscribe } from './workspace';
import type { Event } from './workspace';

interface BundledWidget {
  readonly heard: string[];
  call(service: string, ...args: readonly unknown[]): Promise<unknown>;
  stop(): void;
}
declare global {
  interface Window {
    widget: BundledWidget;
  }
}

const heard: string[] = [];

function onEvent({ event, data }: Event): void {
  heard.push(`${event} ${data.eventType ?? data.type ?? ''}`);
  document.body.textContent = `Heard ${heard.length} events`;
}

subscribe('interaction', onEvent);
window.widget = { heard, call, stop: () => unsubscribe(onEvent) };
