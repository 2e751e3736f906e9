/** The simulated Workspace: what its page loads. */
import { render } from 'preact';
import { takeBridgeAddress } from './model/address/bridgeAddress';
import { readPageAddress, sampleWidgetAddress } from './model/address/pageAddress';
import { profileOf } from './model/address/profileOf';
import { scenarioOfAddress } from './model/played/scenarios';
import { Simulator } from './model/simulator';
import { followTheme, themeMark } from './model/theme';
import { SeenWorkspace } from '../desk/profile/seenWorkspace';
import { asksForReplay, replayOfAddress } from '../replay/replayAddress';
import { recordParameter } from '../scenario/format/scenarioAddress';
import { SimulatorContext } from './parts/simulatorContext';
import { workspaceHandle } from './workspaceHandle';
import { WorkspacePage } from './workspacePage';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for Workspace.');

const { widgets, interactionWidgets, hiddenWidgets, theme, name } = readPageAddress(location);
followTheme(window, theme, (next) => {
  const sample = sampleWidgetAddress(new URL(location.href));
  // No other widget knows of this message.
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.src === sample)
      frame.contentWindow?.postMessage({ mark: themeMark, theme: next }, new URL(sample).origin);
  }
});
if (name !== undefined) document.title = `${name}: ${document.title}`;

const profile = profileOf(location);
const simulator = new Simulator(window, new SeenWorkspace('profile' in profile ? profile.profile : undefined));
if ('problem' in profile) simulator.notices.show(profile.problem);
const addWidgets = () => {
  for (const address of widgets) simulator.widgets.add(address, 'tab');
  for (const address of interactionWidgets) simulator.widgets.add(address, 'interaction');
  for (const address of hiddenWidgets) simulator.widgets.add(address, 'hidden');
};
window.workspace = workspaceHandle(simulator);
if (asksForReplay(location)) {
  // Widgets call as soon as they are loaded, so the recording comes first.
  void replayOfAddress(location).then((replay) => {
    if (replay === undefined) simulator.notices.show('The address holds no whole recording. Open it anew.');
    else simulator.replays.start(replay.plan, replay.pace);
    addWidgets();
  });
} else {
  addWidgets();
  const scenario = scenarioOfAddress(location);
  if (scenario !== undefined && 'scenario' in scenario) void simulator.scenarios.play(scenario.scenario);
  else if (scenario !== undefined) simulator.notices.show(scenario.flaws[0].message);
  else if (new URLSearchParams(location.search).has(recordParameter)) simulator.recording.start();
}

// A new fragment alone, with another scenario or key, does not load the page again.
window.addEventListener('hashchange', () => location.reload());

render(
  <SimulatorContext.Provider value={simulator}>
    <WorkspacePage bridgeAddress={takeBridgeAddress(window)} name={name} />
  </SimulatorContext.Provider>,
  place,
);
