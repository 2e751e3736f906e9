/** The script of the relay's own page, which is web content of a real or the simulated Workspace. */
import { connect } from './connect';
import { fragmentConfiguration } from './fragmentConfiguration';
import { guarded } from './guarded';
import { Observations } from './observations';

guarded(() => {
  const configuration = fragmentConfiguration(window);
  const recorder = configuration && connect(window, configuration);
  if (recorder === undefined || configuration?.place !== 'simulator') return;
  const observations = new Observations(window, recorder);
  window.addEventListener('message', (event) => guarded(() => observations.message(event)));
});
