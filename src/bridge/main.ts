/** The script that a widget under development loads. */
import { isInSimulator } from './configuration';
import { connect } from './connect';
import { guarded } from './guarded';
import { tagConfiguration } from './tagConfiguration';

guarded(() => {
  const configuration = tagConfiguration(document);
  if (configuration === undefined) return;
  if (isInSimulator(window, configuration)) console.info('Deskside: the simulated Workspace reports for this page.');
  else connect(window, configuration);
});
