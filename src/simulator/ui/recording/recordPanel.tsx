import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { withRecording, withScenario } from '../../scenario/format/scenarioAddress';
import type { Scenario } from '../../scenario/format/scenario';
import { scenarioText } from '../../scenario/record/scenarioText';
import { withKeyOf } from '../model/address/bridgeAddress';
import { addressWithout } from '../model/played/scenarios';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';

/** Writes down what is done by hand as a scenario, and shows it as it grows. */
export function RecordPanel(): VNode {
  const { recording, scenarios } = useSimulator();
  useChanges(recording.changed, scenarios.changed);
  const { isOn, scenario } = recording;
  const isPlaying = scenarios.report?.outcome === 'running';
  return (
    <>
      {isOn || scenario !== undefined ? null : (
        <p class="quiet">
          Do what the agent, the far ends and the servers do: it is written down as a scenario, and each call that your
          widget makes in answer becomes an expectation.
        </p>
      )}
      {isOn && (
        <p role="status">
          <strong>Recording: {stepsText(recording.count ?? 0)}</strong>
        </p>
      )}
      <div class="actions">
        {isOn ? (
          <button type="button" class="primary" onClick={() => recording.stop()}>
            Stop recording
          </button>
        ) : (
          <RecordButton isPlaying={isPlaying} />
        )}
      </div>
      {isOn && scenario === undefined && <p class="quiet">Nothing was done yet. Bring in a call, for instance.</p>}
      {scenario !== undefined && <Recorded scenario={scenario} />}
    </>
  );
}

function RecordButton({ isPlaying }: { readonly isPlaying: boolean }): VNode {
  const { recording } = useSimulator();
  if (recording.isFresh) {
    return (
      <button type="button" class="primary" disabled={isPlaying} onClick={() => recording.start()}>
        Record scenario
      </button>
    );
  }
  return (
    <button
      type="button"
      class="primary"
      title="A scenario begins with an empty desk and widgets that have just been loaded"
      onClick={() => location.assign(withKeyOf(window, withRecording(addressWithout(location))))}
    >
      Reload and record scenario
    </button>
  );
}

/** What was recorded, to read, to copy and to play. */
function Recorded({ scenario }: { readonly scenario: Scenario }): VNode {
  const { recording } = useSimulator();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<string>();
  const text = scenarioText(scenario);
  return (
    <div class="form recorded">
      <label>
        Name of the scenario
        <input value={recording.name} required onInput={({ currentTarget }) => recording.rename(currentTarget.value)} />
      </label>
      <label>
        Save it as a file whose name ends in .scenario.yaml
        <textarea
          ref={field}
          readOnly
          spellcheck={false}
          rows={Math.min(24, text.split('\n').length)}
          value={text}
          onInput={() => setCopied(undefined)}
        />
      </label>
      <div class="actions">
        <button
          type="button"
          onClick={() => {
            void copy(text, field.current).then((done) =>
              setCopied(done ? 'Copied.' : 'The browser did not let it be copied. It is selected: press Ctrl+C or ⌘C.'),
            );
          }}
        >
          Copy
        </button>
        {!recording.isOn && (
          <button
            type="button"
            onClick={() => location.assign(withKeyOf(window, withScenario(addressWithout(location), scenario)))}
          >
            Reload and play
          </button>
        )}
        <span role="status" class="quiet">
          {copied}
        </span>
      </div>
    </div>
  );
}

function stepsText(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}

/** Copies a text; where the page around this one forbids that, selects it in its field. */
async function copy(text: string, field: HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.focus();
    field?.select();
    return false;
  }
}
