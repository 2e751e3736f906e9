import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Change, TimelineStore } from '../store';

export const StoreContext = createContext<TimelineStore | undefined>(undefined);

/**
 * The store of the page; the part that asks for it is drawn again when something changes.
 * @param least what is enough for that: `texts` for a part that shows texts of rows
 */
export function useStore(least: Change = 'all'): TimelineStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('A part of the timeline stands outside of its page.');
  const [, redraw] = useState(0);
  useEffect(
    () => store.onChange((change) => (change === 'all' || least === change) && redraw((count) => count + 1)),
    [store, least],
  );
  return store;
}
