import type { JSX } from 'preact';
import { DetailsPane } from './detailsPane';
import { LanesView } from './lanesView';
import { RecordTable } from './recordTable';
import { Splitter } from './splitter';
import { useStore } from './storeContext';
import { Toolbar } from './toolbar';

/** The whole page: lanes above, the table below, and beside it what is selected. */
export function TimelinePage(): JSX.Element {
  const store = useStore();
  const { lanesShare, detailsShare } = store.state;
  return (
    <main>
      <Toolbar />
      {store.notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      <div class="parts">
        <div class="upper" style={{ flexBasis: `${lanesShare * 100}%` }}>
          <LanesView />
        </div>
        <Splitter
          label="Height of the timeline"
          direction="horizontal"
          share={lanesShare}
          change={(share) => store.set({ lanesShare: share })}
        />
        <div class="lower">
          <div class="rows">
            <RecordTable />
          </div>
          <Splitter
            label="Width of the table"
            direction="vertical"
            share={1 - detailsShare}
            change={(share) => store.set({ detailsShare: 1 - share })}
          />
          <div class="beside" style={{ flexBasis: `${detailsShare * 100}%` }}>
            <DetailsPane />
          </div>
        </div>
      </div>
    </main>
  );
}
