import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { TimelineStore } from '../store';

export const StoreContext = createContext<TimelineStore | undefined>(undefined);

/** The store of the page; the part that asks for it is drawn again when something changes. */
export function useStore(): TimelineStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('A part of the timeline stands outside of its page.');
  const [, redraw] = useState(0);
  useEffect(() => store.onChange(() => redraw((count) => count + 1)), [store]);
  return store;
}
