import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { isPlacement, placements } from '../model/widgets';
import type { Placement } from '../model/widgets';
import { useSimulator } from '../parts/simulatorContext';

/** Which widgets there are, and another one by its address. */
export function WidgetPanel(): VNode {
  const simulator = useSimulator();
  const { widgets } = simulator;
  const [address, setAddress] = useState('');
  const [placement, setPlacement] = useState<Placement | 'window'>('tab');
  const add = (event: Event) => {
    event.preventDefault();
    if (placement === 'window') simulator.openWindow(address.trim());
    else widgets.add(address.trim(), placement);
    setAddress('');
  };
  return (
    <>
      <form class="form columns" onSubmit={add}>
        <label>
          Address
          <input
            type="url"
            required
            placeholder="http://localhost:5173/"
            value={address}
            onInput={({ currentTarget }) => setAddress(currentTarget.value)}
          />
        </label>
        <label>
          Where
          <select
            value={placement}
            onChange={({ currentTarget: { value } }) => {
              if (isPlacement(value) || value === 'window') setPlacement(value);
            }}
          >
            {Object.entries(placements).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
            <option value="window">In a window of its own</option>
          </select>
        </label>
        <button type="submit">Add widget</button>
      </form>
      <p class="quiet">$Interaction.Id$ and $Agent.FullName$ in an address are filled in.</p>
      <ul class="widget-list" aria-label="Widgets">
        {widgets.all.map(({ id, name, address: shown, placement: where }) => (
          <li key={id}>
            <span>
              {name} <small class="quiet">{placements[where]}</small>
              <small class="quiet address">{shown}</small>
            </span>
            <button type="button" aria-label={`Reload ${name}`} onClick={() => widgets.reload(id)}>
              Reload
            </button>
            <button type="button" aria-label={`Remove ${name}`} onClick={() => widgets.remove(id)}>
              Remove
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
