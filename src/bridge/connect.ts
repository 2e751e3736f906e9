import { rolePaths } from '../protocol/handshake';
import { startBridge } from './bridge';
import type { KeyConfiguration } from './configuration';
import { ConnectionAdvice } from './connectionAdvice';
import type { Recorder } from './recorder';
import { webSocketTransport } from './webSocketTransport';

/**
 * Starts the bridge in a page that itself opens the connection to the relay.
 * @returns what the bridge records with, or undefined if another one speaks for the page
 */
export function connect(page: Window, configuration: KeyConfiguration): Recorder | undefined {
  const { relay, key, holder } = configuration;
  const socketOrigin = relay.replace(/^http/, 'ws');
  const advice = new ConnectionAdvice(page, relay, socketOrigin, holder ?? page.origin);
  return startBridge(page, configuration, {
    openTransport: webSocketTransport(socketOrigin + rolePaths.page, key, () => page.document.title, holder),
    news: (news) => void advice.news(news),
    waits: false,
  });
}
