/** The script that a widget under development loads. */
import { isReportedFor } from './configuration';
import { connect } from './connect';
import { guarded } from './guarded';
import { tagConfiguration } from './tagConfiguration';

guarded(() => {
  const configuration = tagConfiguration(document);
  if (configuration === undefined) return;
  if (isReportedFor(window)) console.info('Deskside: the simulated Workspace reports for this page.');
  else connect(window, configuration);
});
