import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Happening, Inbound } from '../../desk/rules/actions';
import type { ArrivalFields } from '../model/samples/arrivals';
import { JsonField } from '../parts/controls/jsonField';
import { useSimulator } from '../parts/simulatorContext';

/** What can come in besides the quick buttons. */
const others: readonly { label: string; kind: Pick<Inbound, 'media' | 'callType' | 'conference'> }[] = [
  { label: 'Work item', kind: { media: 'workitem' } },
  { label: 'Internal call', kind: { media: 'voice', callType: 'INTERNAL' } },
  { label: 'Consultation by another agent', kind: { media: 'voice', callType: 'CONSULT' } },
  { label: 'Invitation to a chat conference', kind: { media: 'chat', conference: true } },
];

const campaignMoves = {
  campaignLoads: 'Load',
  campaignStarts: 'Start',
  campaignStops: 'Stop',
  campaignUnloads: 'Unload',
} as const satisfies Partial<Record<Happening['happens'], string>>;

/** Brings in interactions as its fields say, and records of campaigns. */
export function ArrivalPanel(): VNode {
  const simulator = useSimulator();
  const { arrivals } = simulator;
  return (
    <>
      <Fields />
      <div class="actions" role="group" aria-label="Bring in something else">
        {others.map(({ label, kind }) => (
          <button key={label} type="button" onClick={() => simulator.happen(arrivals.next(kind))}>
            {label}
          </button>
        ))}
      </div>
      <Campaigns />
    </>
  );
}

/** Texts of the fields; each is kept for the buttons at once. */
const textFields = [
  { name: 'contact', label: 'Contact', hint: 'next customer' },
  { name: 'ani', label: 'ANI (calls from)', hint: 'their number' },
  { name: 'dnis', label: 'DNIS (number called)', hint: '8000' },
] as const;

function Fields(): VNode {
  const { arrivals } = useSimulator();
  const [fields, setFields] = useState(arrivals.fields);
  const change = (changed: Partial<ArrivalFields>) => {
    arrivals.fields = { ...arrivals.fields, ...changed };
    setFields(arrivals.fields);
  };
  return (
    <div class="form columns">
      {textFields.map(({ name, label, hint }) => (
        <label key={name}>
          {label}
          <input
            value={fields[name]}
            placeholder={hint}
            autocomplete="off"
            onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
          />
        </label>
      ))}
      <JsonField
        label="User data"
        hint="While it is empty or wrong, customers bring their own."
        {...(fields.userData === undefined ? {} : { initial: fields.userData })}
        onChange={(userData) => change({ userData })}
      />
    </div>
  );
}

function Campaigns(): VNode {
  const simulator = useSimulator();
  const { campaigns, directPush } = simulator.desk.state;
  return (
    <table class="plain">
      <caption>Outbound campaigns {directPush && <span class="badge tone-live">direct push is on</span>}</caption>
      <tbody>
        {[...campaigns.values()].map(({ name, mode, loaded, running }) => (
          <tr key={name}>
            <th scope="row">
              {name} <small class="quiet">{mode}</small>
            </th>
            <td class="quiet">{running ? 'running' : loaded ? 'loaded' : 'not loaded'}</td>
            <td class="actions">
              {mode !== 'pull' && (
                <button
                  type="button"
                  aria-label={`Push a record of ${name}`}
                  onClick={() => simulator.happen({ happens: 'pushPreview', campaign: name })}
                >
                  Push a record
                </button>
              )}
              {Object.entries(campaignMoves).map(([happens, label]) => (
                <button
                  key={happens}
                  type="button"
                  aria-label={`${label} ${name}`}
                  onClick={() => {
                    if (isCampaignMove(happens)) simulator.happen({ happens, campaign: name });
                  }}
                >
                  {label}
                </button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isCampaignMove(happens: string): happens is keyof typeof campaignMoves {
  return Object.hasOwn(campaignMoves, happens);
}
