/** The script of the relay's own page, which is web content of a real or the simulated Workspace. */
import { connectBridge } from './connect';
import { fragmentConfiguration } from './fragmentConfiguration';
import { guarded } from '../guarded';
import { SimulatorObservations } from '../observe/simulatorObservations';

guarded(() => {
  const configuration = fragmentConfiguration(window);
  const recorder = configuration && connectBridge(window, configuration);
  if (recorder === undefined || configuration?.place !== 'simulator') return;
  const observations = new SimulatorObservations(window, recorder);
  window.addEventListener('message', (event) => guarded(() => observations.message(event)));
});
