import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { shippedScenarioNames } from '../../scenario/format/shipped';
import { withKeyOf } from '../model/address/bridgeAddress';
import { addressOfShipped } from '../model/played/scenarios';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';
import { PlayReport } from './playReport';

/** Plays the scenarios that come with Deskside, and tells how one goes. */
export function ScenarioPanel(): VNode {
  const { scenarios } = useSimulator();
  const [name, setName] = useState(shippedScenarioNames[0] ?? '');
  useChanges(scenarios.changed);
  const { report } = scenarios;
  return (
    <>
      {report === undefined ? (
        <p class="quiet">No scenario is played.</p>
      ) : (
        <>
          <PlayReport report={report} />
          <button type="button" onClick={() => location.reload()}>
            Play it again
          </button>
        </>
      )}
      <form
        class="form columns"
        onSubmit={(event) => {
          event.preventDefault();
          const address = addressOfShipped(location, name);
          if (address === location.href) location.reload();
          else location.assign(withKeyOf(window, address));
        }}
      >
        <label>
          Scenario
          <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
            {shippedScenarioNames.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Reload and play</button>
      </form>
    </>
  );
}
