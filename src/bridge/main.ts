/** The script that a widget under development, or the relay's own page, loads. */
import { rolePaths } from '../protocol/handshake';
import { startBridge } from './bridge';
import { ConfigurationError, readConfiguration } from './configuration';
import { ConnectionAdvice } from './connectionAdvice';
import { guarded } from './guarded';
import { webSocketTransport } from './webSocketTransport';

guarded(() => {
  try {
    const configuration = readConfiguration(window);
    const { relay, key, holder } = configuration;
    const socketOrigin = relay.replace(/^http/, 'ws');
    const advice = new ConnectionAdvice(window, relay, socketOrigin, holder ?? window.origin);
    startBridge(window, configuration, {
      openTransport: webSocketTransport(socketOrigin + rolePaths.page, key, () => document.title, holder),
      news: (news) => void advice.news(news),
      waits: false,
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(`Deskside: ${error.message}`);
  }
});
