import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import {
  callerOf,
  durationLabel,
  durationOf,
  kindNameOf,
  slowMs,
  statusNames,
  callStatusOf,
  titleOfRow,
} from '../../presentation/timeline/timelineItem';
import type { TimelineItem } from '../../presentation/timeline/timelineItem';
import type { TableColumn, TableOrder } from '../../presentation/timeline/tableRows';
import { lookup } from '../../base/guards';
import { logTime } from '../../presentation/text/timeText';
import type { TimelineStore } from '../store';
import { rowHeight, useSeenRows } from './seenRows';
import { useStore } from './storeContext';

/** The length of a bar grows with the logarithm, so that calls of milliseconds and of seconds can both be told apart. */
const longestBarMs = 30_000;

const columns: readonly { readonly column: TableColumn; readonly title: string }[] = [
  { column: 'time', title: 'Time' },
  { column: 'what', title: 'Event or call' },
  { column: 'about', title: 'Interaction' },
  { column: 'by', title: 'Caller' },
  { column: 'outcome', title: 'Outcome' },
  { column: 'duration', title: 'Duration' },
];

const marks: Readonly<Record<TimelineItem['row']['kind'], string>> = {
  event: '⚡',
  call: '→',
  reply: '←',
  desk: '≡',
  message: '✉',
  notice: '•',
  gap: '…',
  load: '⟳',
};

/** The records as a table of which only what is seen is made. Keys, screen readers and sorting work as in any table. */
export function RecordTable(): JSX.Element {
  const store = useStore('texts');
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = store;
  const at = store.positionOf(store.selected);
  const isFollowing = store.live && store.state.follow && store.state.order === undefined;
  const { from, to, show } = useSeenRows(scroller, rows.length, isFollowing);

  useLayoutEffect(() => {
    if (at >= 0 && !isFollowing) show(at);
  }, [store.selected]);

  useEffect(() =>
    store.describe(
      rows.slice(from, to).map(({ row }) => row.id),
      [],
    ),
  );
  // Rows are made anew only where one of them can be another: the lanes above move in each frame.
  const made = useMemo(() => {
    const selection = new Set(store.selection.map(({ row }) => row.id));
    return rows
      .slice(from, to)
      .map((item, index) => (
        <Row key={item.row.id} item={item} index={from + index} selected={selection.has(item.row.id)} store={store} />
      ));
  }, [rows, store.version, from, to, store.selected, store.anchor]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const step = stepOf(event.key, page, rows.length);
    if (step !== undefined) {
      event.preventDefault();
      if (store.state.follow) store.follow(false);
      store.step(step, event.shiftKey);
    } else if (event.key === 'Enter' && store.selected !== undefined) {
      document.getElementById('details')?.focus();
    }
  };

  return (
    <div
      class="table"
      role="grid"
      tabIndex={0}
      aria-label="Records"
      aria-rowcount={rows.length + 1}
      aria-multiselectable={true}
      aria-activedescendant={at >= 0 ? `row-${store.selected ?? ''}` : undefined}
      onKeyDown={onKeyDown}
    >
      <Headings store={store} />
      <div class="scroller" role="rowgroup" ref={scroller} onWheel={() => store.state.follow && store.follow(false)}>
        <div class="all" role="presentation" style={{ height: `${rows.length * rowHeight}px` }}>
          {made}
        </div>
      </div>
    </div>
  );
}

/** How many rows further a key leads; undefined for other keys. */
function stepOf(key: string, page: number, all: number): number | undefined {
  return lookup({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, End: all, Home: -all }, key);
}

function Headings({ store }: { readonly store: TimelineStore }): JSX.Element {
  return (
    <div role="rowgroup">
      <div class="row head" role="row" aria-rowindex={1}>
        {columns.map(({ column, title }) => (
          <Heading key={column} column={column} title={title} store={store} />
        ))}
        <div role="columnheader" class="cell text">
          Details
        </div>
      </div>
    </div>
  );
}

interface HeadingProps {
  readonly column: TableColumn;
  readonly title: string;
  readonly store: TimelineStore;
}

function Heading({ column, title, store }: HeadingProps): JSX.Element {
  const { order } = store.state;
  const mine = order?.column === column ? order : undefined;
  const sort = mine === undefined ? 'none' : mine.descending ? 'descending' : 'ascending';
  // Up, down, and back to the order in which the records came.
  const next: TableOrder | undefined =
    mine === undefined ? { column, descending: false } : mine.descending ? undefined : { column, descending: true };
  return (
    <div role="columnheader" class={`cell ${column}`} aria-sort={sort}>
      <button class="heading" onClick={() => store.set({ order: next })}>
        {title}
        <span aria-hidden="true">{mine === undefined ? '' : mine.descending ? ' ↓' : ' ↑'}</span>
      </button>
    </div>
  );
}

interface RowProps {
  readonly item: TimelineItem;
  readonly index: number;
  readonly selected: boolean;
  readonly store: TimelineStore;
}

function Row({ item, index, selected, store }: RowProps): JSX.Element {
  const { row, load } = item;
  const status = callStatusOf(item, store.records.isOver(item));
  const duration = durationOf(item);
  const isSlow = duration !== undefined && duration >= slowMs;
  const label = row.about?.[0];
  return (
    <div
      id={`row-${row.id}`}
      class={`row ${row.kind} ${status ?? ''} ${isSlow ? 'slow' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
      onClick={(event) => {
        if (store.state.follow) store.follow(false);
        store.select(row.id, event.shiftKey);
        store.reveal();
      }}
    >
      <div role="gridcell" class="cell time">
        {logTime(row.time)}
      </div>
      <div role="gridcell" class="cell what" title={titleOfRow(row, load)}>
        <span class="mark" role="img" aria-label={kindNameOf(row)}>
          {marks[row.kind]}
        </span>
        {titleOfRow(row, load)}
      </div>
      <div role="gridcell" class="cell about">
        {label === undefined ? '' : `#${label}`}
      </div>
      <div role="gridcell" class="cell by">
        {callerOf(row)}
      </div>
      <div role="gridcell" class="cell outcome">
        {status === undefined ? '' : statusNames[status]}
      </div>
      <div role="gridcell" class="cell duration">
        {duration === undefined ? '' : <Duration ms={duration} />}
      </div>
      <div role="gridcell" class="cell text">
        {store.texts.get(row.id) ?? ''}
      </div>
    </div>
  );
}

function Duration({ ms }: { readonly ms: number }): JSX.Element {
  const share = Math.min(1, Math.log1p(ms) / Math.log1p(longestBarMs));
  return (
    <>
      <span class="bar" aria-hidden="true" style={{ width: `${(share * 100).toFixed(1)}%` }} />
      <span class="ms">{durationLabel(ms)}</span>
    </>
  );
}
