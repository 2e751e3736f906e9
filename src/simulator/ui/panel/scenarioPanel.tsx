import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { StepOutcome, StepReport } from '../../scenario/report';
import { shippedScenarioNames } from '../../scenario/shipped';
import { addressOfShipped } from '../model/scenarios';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';

const outcomeLabels: Readonly<Record<StepOutcome, string>> = {
  open: 'to come',
  waiting: 'now',
  ok: 'done',
  failed: 'failed',
  skipped: 'left out',
};

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
          <p role="status">
            <strong>
              {report.scenario}: {report.outcome}
            </strong>
          </p>
          <ol class="scenario-steps">
            {report.steps.map((step) => (
              <StepLine key={step.step} step={step} />
            ))}
          </ol>
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
          else location.assign(address);
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

function StepLine({ step: { text, outcome, why } }: { readonly step: StepReport }): VNode {
  return (
    <li class={outcome} aria-current={outcome === 'waiting' ? 'step' : undefined}>
      {text} <small class="quiet">{outcomeLabels[outcome]}</small>
      {why !== undefined && <p class="problem">{why}</p>}
    </li>
  );
}
