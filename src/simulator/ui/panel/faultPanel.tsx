import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';
import { faultEffects, faultSchema, isFaultEffect } from '../wire/faults';
import type { Fault } from '../wire/faults';

const first: Fault = v.parse(faultSchema, { effect: 'replyLate', times: 1 });

/** Makes things go wrong on the wire. */
export function FaultPanel(): VNode {
  const { faults, recording } = useSimulator();
  const [fault, setFault] = useState(first);
  useChanges(faults.changed);
  const change = (changed: Partial<Fault>) => setFault({ ...fault, ...changed });
  const { on } = faultEffects[fault.effect];
  const isLate = fault.effect === 'replyLate' || fault.effect === 'subscribedLate';
  return (
    <>
      <form
        class="form columns"
        onSubmit={(event) => {
          event.preventDefault();
          // Subscriptions have no service of their own.
          recording.addFault(on === 'subscribed' ? { ...fault, name: '*' } : fault);
        }}
      >
        <label>
          What goes wrong
          <select
            value={fault.effect}
            onChange={({ currentTarget: { value } }) => {
              if (isFaultEffect(value)) change({ effect: value });
            }}
          >
            {Object.entries(faultEffects).map(([effect, { label }]) => (
              <option key={effect} value={effect}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {on !== 'subscribed' && (
          <label>
            {on === 'event' ? 'Event (* for all)' : 'Service (* for all)'}
            <input required value={fault.name} onInput={({ currentTarget }) => change({ name: currentTarget.value })} />
          </label>
        )}
        <label>
          Times (0: until removed)
          <input
            type="number"
            min={0}
            value={fault.times ?? 0}
            onInput={({ currentTarget }) => change({ times: currentTarget.valueAsNumber || undefined })}
          />
        </label>
        {isLate && (
          <label>
            Late by (milliseconds)
            <input
              type="number"
              min={0}
              required
              value={fault.delayMs}
              onInput={({ currentTarget }) => change({ delayMs: currentTarget.valueAsNumber || 0 })}
            />
          </label>
        )}
        {fault.effect === 'replyError' && (
          <label>
            errorMessage
            <input
              value={fault.errorMessage}
              onInput={({ currentTarget }) => change({ errorMessage: currentTarget.value })}
            />
          </label>
        )}
        <button type="submit">Add fault</button>
      </form>
      <ul class="fault-list" aria-label="Faults in force">
        {faults.active.map(({ id, effect, name, times }) => (
          <li key={id}>
            <span>
              {faultEffects[effect].label}: {name}, {times === undefined ? 'until removed' : `${times} times`}
            </span>
            <button
              type="button"
              aria-label={`Remove the fault ${faultEffects[effect].label}`}
              onClick={() => recording.removeFault(id)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {faults.active.length === 0 && <p class="quiet">Everything goes as it should.</p>}
      <button type="button" onClick={() => location.reload()}>
        Reload the page
      </button>
    </>
  );
}
