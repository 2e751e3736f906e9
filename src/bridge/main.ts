/** The script that a widget under development loads. */
import { connect } from './connect';
import { guarded } from './guarded';
import { tagConfiguration } from './tagConfiguration';

guarded(() => {
  const configuration = tagConfiguration(document);
  if (configuration !== undefined) connect(window, configuration);
});
