import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';
import type { LogEntry } from '../wire/messageLog';

/** How many messages are drawn at first, and how many more at a time. */
const atATime = 100;

/** Each message that crosses the wire, both ways, the newest first. */
export function MessagePanel(): VNode {
  const { log } = useSimulator();
  const [filter, setFilter] = useState('');
  const [most, setMost] = useState(atATime);
  useChanges(log.changed);
  const wanted = filter.trim().toLowerCase();
  const entries = log.entries.filter(
    ({ name, widget, kind, detail = '' }) =>
      wanted === '' || `${kind} ${name} ${detail} ${widget}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div class="inline-form">
        <input
          type="search"
          aria-label="Filter messages"
          placeholder="Filter: service, event, widget"
          value={filter}
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <button type="button" onClick={() => log.clear()}>
          Clear
        </button>
      </div>
      {entries.length === 0 && <p class="quiet">No message crossed the wire yet.</p>}
      <ol class="messages" aria-label="Messages" reversed>
        {entries
          .slice(-most)
          .reverse()
          .map((entry) => (
            <MessageRow key={entry.id} entry={entry} />
          ))}
      </ol>
      {entries.length > most && (
        <button type="button" onClick={() => setMost(most + atATime)}>
          Show older ones ({entries.length - most})
        </button>
      )}
      {log.ofBridge > 0 && <p class="quiet">{log.ofBridge} messages of Deskside's own bridge are left out.</p>}
      {log.forgotten > 0 && <p class="quiet">{log.forgotten} older messages are no longer kept.</p>}
    </>
  );
}

const arrows: Readonly<Record<LogEntry['kind'], string>> = {
  request: '→',
  subscribe: '→',
  unsubscribe: '→',
  reply: '←',
  event: '⇠',
  ignored: '⨯',
  silence: '…',
};

/** A message never changes, so it is drawn once. */
function MessageRow({ entry }: { readonly entry: LogEntry }): VNode {
  const [open, setOpen] = useState(false);
  return useMemo(() => {
    const { kind, name, detail, widget, referenceId, failed, fault, time, message } = entry;
    return (
      <li class={`message kind-${kind} ${failed === true ? 'failed' : ''}`}>
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>
            <time>{new Date(time).toISOString().slice(11, 23)}</time>
            <span class="arrow" aria-hidden="true">
              {arrows[kind]}
            </span>
            <span class="kind">{failed === true ? 'error' : kind}</span>
            <span class="name">
              {name} {detail}
            </span>
            {fault !== undefined && <span class="badge tone-failed">{fault}</span>}
            <span class="quiet">
              {widget}
              {referenceId === undefined ? '' : ` · ${referenceId}`}
            </span>
          </summary>
          {open && <pre>{textOf(message)}</pre>}
        </details>
      </li>
    );
  }, [entry, open]);
}

/** Messages can hold values that JSON cannot, such as circular objects. */
function textOf(message: unknown): string {
  try {
    return message === undefined ? 'undefined' : JSON.stringify(message, undefined, 2);
  } catch (error) {
    return String(error);
  }
}
