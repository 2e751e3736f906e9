/** The script that a widget under development loads. */
import { reportedText } from '../bridge';
import { hasBridgeFrame, isReportedFor } from './configuration';
import { connectBridge } from './connect';
import { guarded } from '../guarded';
import { reportOrigins } from '../observe/originReporter';
import { say } from '../say';
import { tagConfiguration } from './tagConfiguration';

guarded(() => {
  const configuration = tagConfiguration(document);
  if (configuration === undefined) return;
  if (isReportedFor(window)) {
    say('info', reportedText);
    reportOrigins(window, configuration.callSites, hasBridgeFrame);
  } else connectBridge(window, configuration);
});
