import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { namesOfPages } from '../../presentation/timeline/laneNames';
import type { TimelineKind } from '../../presentation/timeline/messages';
import type { TableFilter } from '../../presentation/timeline/tableRows';
import type { CallStatus } from '../../presentation/timeline/timelineItem';
import { logTime } from '../../presentation/text/timeText';
import type { TimelineStore } from '../store';
import { useStore } from './storeContext';

/** A search begins when nobody has typed for so long. */
const typedMs = 250;

/** What can be chosen in place of all records; each stands for a part of the filter. */
const shown: Readonly<
  Record<string, { readonly title: string; readonly filter: Pick<TableFilter, 'kinds' | 'statuses'> }>
> = {
  all: { title: 'All records', filter: {} },
  events: { title: 'Events', filter: { kinds: ['event'] satisfies TimelineKind[] } },
  calls: { title: 'Calls', filter: { kinds: ['call', 'reply'] satisfies TimelineKind[] } },
  waiting: { title: 'Calls that wait', filter: { statuses: ['waiting', 'unknown'] satisfies CallStatus[] } },
  failed: {
    title: 'Calls that failed',
    filter: { statuses: ['failed', 'timedOut', 'late', 'notSent'] satisfies CallStatus[] },
  },
  notes: { title: 'Notices and gaps', filter: { kinds: ['notice', 'gap', 'load'] satisfies TimelineKind[] } },
};

/** Search, filter, and what moves the time. */
export function Toolbar(): JSX.Element {
  const store = useStore();
  const { filter, state } = store;
  return (
    <div class="toolbar" role="toolbar" aria-label="Timeline">
      <SearchField store={store} />
      <NameField store={store} />
      <ShownSelect store={store} />
      <PageSelect store={store} />
      <label class="check">
        <input
          type="checkbox"
          checked={state.showBridge}
          onChange={({ currentTarget }) => store.set({ showBridge: currentTarget.checked })}
        />
        Bridge
      </label>
      {store.lane !== undefined && (
        <Chip
          text={filter.interaction === undefined ? `Only #${store.lane.interaction}` : `#${filter.interaction} only`}
          pressed={filter.interaction !== undefined}
          toggle={() =>
            store.setFilter({ interaction: filter.interaction === undefined ? store.lane?.interaction : undefined })
          }
        />
      )}
      {filter.time !== undefined && (
        <Chip
          text={`${logTime(filter.time.from)} – ${logTime(filter.time.to)}`}
          pressed={true}
          toggle={() => store.setFilter({ time: undefined })}
        />
      )}
      <p class="status space" role="status">
        {statusText(store)}
      </p>
      <TimeButtons store={store} />
    </div>
  );
}

function TimeButtons({ store }: { readonly store: TimelineStore }): JSX.Element {
  const { follow } = store.state;
  return (
    <>
      <button aria-label="Zoom in" title="Zoom in (+)" onClick={() => store.zoom(0.5)}>
        +
      </button>
      <button aria-label="Zoom out" title="Zoom out (-)" onClick={() => store.zoom(2)}>
        −
      </button>
      <button title="Show all (Home)" onClick={() => store.showAll()}>
        All
      </button>
      {store.live && (
        <button
          class="toggle"
          aria-pressed={follow}
          title="Follow what comes (End)"
          onClick={() => store.follow(!follow)}
        >
          Follow
        </button>
      )}
    </>
  );
}

function ShownSelect({ store }: { readonly store: TimelineStore }): JSX.Element {
  return (
    <select
      aria-label="Show"
      value={shownName(store.filter)}
      onChange={({ currentTarget }) => {
        const chosen = shown[currentTarget.value]?.filter;
        store.setFilter({ kinds: chosen?.kinds, statuses: chosen?.statuses });
      }}
    >
      {Object.entries(shown).map(([name, { title }]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
}

function shownName({ kinds, statuses }: TableFilter): string {
  const wanted = JSON.stringify([kinds, statuses]);
  const found = Object.entries(shown).find(
    ([, { filter }]) => JSON.stringify([filter.kinds, filter.statuses]) === wanted,
  );
  return found?.[0] ?? 'all';
}

function SearchField({ store }: { readonly store: TimelineStore }): JSX.Element {
  const typed = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (
    <input
      type="search"
      class="search"
      aria-label="Search keys and values"
      placeholder="Search keys and values"
      maxLength={300}
      defaultValue={store.search}
      onInput={({ currentTarget }) => {
        clearTimeout(typed.current);
        typed.current = setTimeout(() => store.setSearch(currentTarget.value), typedMs);
      }}
    />
  );
}

function NameField({ store }: { readonly store: TimelineStore }): JSX.Element {
  return (
    <input
      type="search"
      class="name"
      aria-label="Filter by event or service"
      placeholder="Event or service"
      value={store.filter.name ?? ''}
      onInput={({ currentTarget: { value } }) => store.setFilter({ name: value === '' ? undefined : value })}
    />
  );
}

/** Which page, where there are several. */
function PageSelect({ store }: { readonly store: TimelineStore }): JSX.Element | null {
  const names = namesOfPages(store.records);
  if (names.size < 2) return null;
  return (
    <select
      aria-label="Page"
      value={store.filter.pages?.[0] ?? ''}
      onChange={({ currentTarget: { value } }) => store.setFilter({ pages: value === '' ? undefined : [value] })}
    >
      <option value="">All pages</option>
      {[...names].map(([page, name]) => (
        <option key={page} value={page}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface ChipProps {
  readonly text: string;
  readonly pressed: boolean;
  readonly toggle: () => void;
}

function Chip({ text, pressed, toggle }: ChipProps): JSX.Element {
  return (
    <button class="toggle" aria-pressed={pressed} onClick={toggle}>
      {text}
      {pressed && <span aria-hidden="true"> ✕</span>}
    </button>
  );
}

function statusText(store: TimelineStore): string {
  const all = store.records.listed.length;
  if (all === 0 && !store.loading) {
    return store.live ? 'Nothing has happened yet. Events and calls appear here as they come.' : 'There is no record.';
  }
  const shown = store.rows.length;
  return [
    shown === all ? `${all.toLocaleString()} records` : `${shown.toLocaleString()} of ${all.toLocaleString()} records`,
    store.loading ? 'loading…' : '',
    store.searching ? 'searching…' : '',
    store.dropped > 0 ? `${store.dropped.toLocaleString()} older ones are no longer held` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
