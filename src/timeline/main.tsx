/** The page of the timeline: what its script does when it is loaded. */
import { render } from 'preact';
import { TimelineHost } from './host';
import { StoreContext } from './parts/storeContext';
import { TimelinePage } from './parts/timelinePage';
import { keptSchema, TimelineStore } from './store';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for the timeline.');

const host = new TimelineHost();
const store = new TimelineStore(host, host.kept(keptSchema));
host.listen((message) => store.take(message));
render(
  <StoreContext.Provider value={store}>
    <TimelinePage />
  </StoreContext.Provider>,
  place,
);
host.send({ kind: 'ready' });
