import type { FunctionComponent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { asksForReplay } from '../../replay/replayAddress';
import { Icon } from '../parts/controls/icon';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';
import { TabList } from '../parts/controls/tabList';
import { ArrivalPanel } from './arrivalPanel';
import { EvidencePanel } from './evidencePanel';
import { FarEndPanel } from './farEndPanel';
import { FaultPanel } from './faultPanel';
import { MessagePanel } from './messagePanel';
import { OptionsPanel } from './optionsPanel';
import { RecordPanel } from '../recording/recordPanel';
import { ReplayPanel } from './replayPanel';
import { ScenarioPanel } from './scenarioPanel';
import { WidgetPanel } from './widgetPanel';

const sheets: readonly { id: string; label: string; content: FunctionComponent }[] = [
  { id: 'arrivals', label: 'Bring in', content: ArrivalPanel },
  { id: 'farEnds', label: 'Far ends', content: FarEndPanel },
  { id: 'messages', label: 'Messages', content: MessagePanel },
  { id: 'faults', label: 'Faults', content: FaultPanel },
  { id: 'scenario', label: 'Scenario', content: ScenarioPanel },
  { id: 'record', label: 'Record', content: RecordPanel },
  { id: 'replay', label: 'Replay', content: ReplayPanel },
  { id: 'widgets', label: 'Widgets', content: WidgetPanel },
  { id: 'options', label: 'Options', content: OptionsPanel },
  { id: 'evidence', label: 'What is certain', content: EvidencePanel },
];

/** What a quick button brings in. */
const quick = [
  { label: 'Inbound call', media: 'voice', icon: 'voice' },
  { label: 'Chat', media: 'chat', icon: 'chat' },
  { label: 'Email', media: 'email', icon: 'email' },
] as const;

/** The simulator's own controls. They stand apart from the desktop, since no agent has them. */
export function ControlPanel(): VNode {
  const simulator = useSimulator();
  const isPlaying = simulator.scenarios.report !== undefined;
  const { recording } = simulator;
  useChanges(recording.changed);
  const isReplay = asksForReplay(location);
  const [open, setOpen] = useState(isPlaying || recording.isOn || isReplay);
  const [sheet, setSheet] = useState(
    isReplay ? 'replay' : recording.isOn ? 'record' : isPlaying ? 'scenario' : 'arrivals',
  );
  const Content = sheets.find(({ id }) => id === sheet)?.content ?? ArrivalPanel;
  return (
    <aside class={`control-panel ${open ? 'open' : ''}`} aria-label="Simulator">
      <header>
        <button
          type="button"
          class="bare toggle"
          aria-expanded={open}
          aria-controls="simulator-sheets"
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'up'} /> Simulator
        </button>
        {recording.isOn && <span class="badge tone-live">Recording</span>}
        <div class="quick" role="group" aria-label="Bring in">
          {quick.map(({ label, media, icon }) => (
            <button key={media} type="button" onClick={() => simulator.happen(simulator.arrivals.next({ media }))}>
              <Icon name={icon} /> {label}
            </button>
          ))}
        </div>
      </header>
      <div id="simulator-sheets" class="sheets" hidden={!open}>
        {open && (
          <>
            <TabList label="Simulator" prefix="simulator" tabs={sheets} active={sheet} onSelect={setSheet} />
            <div
              class="sheet"
              role="tabpanel"
              id={`simulator-panel-${sheet}`}
              aria-labelledby={`simulator-tab-${sheet}`}
              tabIndex={0}
            >
              <Content />
            </div>
          </>
        )}
      </div>
    </aside>
  );
}
