/** The simulated Workspace: what its page loads. */
import { render } from 'preact';
import { takeBridgeAddress } from './model/bridgeAddress';
import { readPageAddress } from './model/pageAddress';
import { scenarioOfAddress } from './model/scenarios';
import { Simulator } from './model/simulator';
import { SimulatorContext } from './parts/simulatorContext';
import { workspaceHandle } from './workspaceHandle';
import { WorkspacePage } from './workspacePage';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for Workspace.');

const { widgets, interactionWidgets, hiddenWidgets, theme } = readPageAddress(location);
if (theme !== undefined) document.documentElement.dataset.theme = theme;

const simulator = new Simulator(window);
for (const address of widgets) simulator.widgets.add(address, 'tab');
for (const address of interactionWidgets) simulator.widgets.add(address, 'interaction');
for (const address of hiddenWidgets) simulator.widgets.add(address, 'hidden');
window.workspace = workspaceHandle(simulator);
const scenario = scenarioOfAddress(location);
if (scenario !== undefined && 'scenario' in scenario) void simulator.scenarios.play(scenario.scenario);
else if (scenario !== undefined) simulator.notices.show(scenario.flaw.message);

// Another scenario or key in the fragment alone would load nothing.
window.addEventListener('hashchange', () => location.reload());

render(
  <SimulatorContext.Provider value={simulator}>
    <WorkspacePage bridgeAddress={takeBridgeAddress(window)} />
  </SimulatorContext.Provider>,
  place,
);
