/** The script that a widget under development, or the relay's own page, loads. */
import { rolePaths } from '../protocol/handshake';
import { startBridge } from './bridge';
import { ConfigurationError, readConfiguration } from './configuration';
import { guarded } from './guarded';
import { webSocketTransport } from './webSocketTransport';

guarded(() => {
  try {
    const configuration = readConfiguration(document);
    const socketUrl = configuration.relay.replace(/^http/, 'ws') + rolePaths.page;
    startBridge(window, configuration, webSocketTransport(socketUrl, configuration.key));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(`Deskside: ${error.message}`);
  }
});
