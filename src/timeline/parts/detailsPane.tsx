import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { TimelineAction } from '../../presentation/timeline/messages';
import { valueText } from '../../presentation/text/text';
import { logTime } from '../../presentation/text/timeText';
import {
  callerOf,
  durationLabel,
  durationOf,
  kindNameOf,
  statusNames,
  callStatusOf,
  titleOfRow,
} from '../../presentation/timeline/timelineItem';
import type { TimelineItem } from '../../presentation/timeline/timelineItem';
import type { RecordDetails, TimelineStore } from '../store';
import { JsonTree } from './jsonTree';
import { useStore } from './storeContext';

/** The record that is selected: where it stands among others, what it changed, and its JSON. */
export function DetailsPane(): JSX.Element {
  const store = useStore();
  const item = store.selected === undefined ? undefined : store.records.item(store.selected);
  return (
    <section id="details" class="details" tabIndex={-1} aria-label="Details">
      {item === undefined ? (
        <p class="hint">Select a record to see what it brought.</p>
      ) : (
        <Details item={item} store={store} />
      )}
    </section>
  );
}

interface PartProps {
  readonly item: TimelineItem;
  readonly store: TimelineStore;
}

function Details({ item, store }: PartProps): JSX.Element {
  const { row, load } = item;
  const { details, selection } = store;
  return (
    <>
      <h2>{titleOfRow(row, load)}</h2>
      <Facts item={item} store={store} />
      <Links item={item} store={store} />
      <Actions item={item} store={store} />
      {selection.length > 1 && <p class="hint">{selection.length} records are selected.</p>}
      {details?.changes.map((change) => (
        <Changes key={change.interaction} change={change} />
      ))}
      <Then item={item} store={store} />
      {details !== undefined && (
        <section>
          <h3>Record</h3>
          {details.record === undefined ? (
            <p class="hint">{row.kind === 'load' ? load.location : 'This record is no longer held.'}</p>
          ) : (
            <JsonTree value={details.record} label="Record as JSON" />
          )}
          {details.cut && <p class="hint">Parts are left out here. Open it as JSON to see all.</p>}
        </section>
      )}
    </>
  );
}

function Facts({ item, store }: PartProps): JSX.Element {
  const { row } = item;
  const status = callStatusOf(item, store.records.isOver(item));
  const duration = durationOf(item);
  const caller = callerOf(row);
  const facts = [
    kindNameOf(row),
    logTime(row.time),
    caller === '' ? '' : `by ${caller}`,
    status === undefined ? '' : statusNames[status],
    duration === undefined ? '' : durationLabel(duration),
  ];
  return <p class="facts">{facts.filter((part) => part !== '').join(' · ')}</p>;
}

function Changes({ change }: { readonly change: RecordDetails['changes'][number] }): JSX.Element {
  return (
    <section>
      <h3>What it changed in #{change.interaction}</h3>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {change.fields.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{path === '' ? 'interaction' : path}</th>
              <td class="before">{shortText(before)}</td>
              <td class="after">{shortText(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** More interactions at once than anybody looks through. */
const mostThen = 50;

/** The desk at the moment of the record: its interactions, each with its state then. */
function Then({ item, store }: PartProps): JSX.Element | null {
  const states = useMemo(
    () => store.records.lanes.statesAfter(item.row.id, item.load.page).slice(0, mostThen),
    [item, store.version],
  );
  if (states.length === 0) return null;
  return (
    <section>
      <h3>Then</h3>
      <ul class="links">
        {states.map(({ lane, depth, state }) => (
          <li key={lane.key} style={{ paddingLeft: `${Math.max(0, depth - 2) * 14}px` }}>
            <button class="link" onClick={() => store.selectLane({ page: lane.page, interaction: lane.id })}>
              {store.nameOf(lane)}
            </button>{' '}
            {state}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Longer values stand in the record below. */
const longestShort = 300;

function shortText(value: unknown): string {
  if (value === undefined) return '–';
  return valueText(value, longestShort);
}

function Links({ item, store }: PartProps): JSX.Element {
  const { cause, at } = item.row;
  const effects = item.effects.map((id) => store.records.item(id)).filter((each) => each !== undefined);
  const first = cause && store.records.item(cause.id);
  return (
    <ul class="links">
      {cause !== undefined && (
        <li>
          {cause.later ? 'After ' : 'Caused by '}
          {first === undefined ? 'a record that is no longer held' : <Link to={first} store={store} />}
        </li>
      )}
      {effects.map((effect) => (
        <li key={effect.row.id}>
          Caused <Link to={effect} store={store} />
        </li>
      ))}
      {at !== undefined && (
        <li>
          Called at{' '}
          <button class="link" onClick={() => store.act('openPlace', [item.row.id])}>
            {`${at.file}:${at.line}:${at.column}`}
          </button>
        </li>
      )}
    </ul>
  );
}

function Link({ to, store }: { readonly to: TimelineItem; readonly store: TimelineStore }): JSX.Element {
  const go = (): void => {
    store.select(to.row.id);
    store.reveal();
  };
  return (
    <button class="link" onClick={go}>
      {titleOfRow(to.row, to.load)}
    </button>
  );
}

function Actions({ item, store }: PartProps): JSX.Element {
  const { row, reply } = item;
  const isCall = row.kind === 'call';
  const chosen = store.selection.length > 1 ? store.selection : [item];
  const button = (action: TimelineAction, title: ComponentChildren): JSX.Element => (
    <button class="secondary" onClick={() => store.act(action, actionRows(action))}>
      {title}
    </button>
  );
  const actionRows = (action: TimelineAction): readonly number[] =>
    action === 'copyMarkdown' || action === 'compare' ? chosen.map((each) => each.row.id) : [row.id];
  return (
    <div class="actions">
      {row.kind !== 'load' && button('openRecord', 'Open as JSON')}
      {reply !== undefined && button('openReply', 'Open Reply')}
      {isCall && store.live && button('repeat', 'Repeat Call')}
      {isCall && store.live && button('repeatEdited', 'Repeat Edited…')}
      {isCall && button('copyCode', 'Copy as Code')}
      {row.about !== undefined && button('compare', 'Compare with…')}
      {button('copyMarkdown', 'Copy as Markdown')}
    </div>
  );
}
