import { useLayoutEffect, useState } from 'preact/hooks';

/** The height of each row, in pixels. */
export const rowHeight = 22;
/** Rows above and below what is seen that are made too, so that scrolling shows no gaps. */
const spare = 6;

interface Reference<T> {
  readonly current: T | null;
}

/** The rows of a table that are made, from one index to before another, and what scrolls it. */
export interface SeenRows {
  readonly from: number;
  readonly to: number;
  /** Scrolls as little as it takes to show a row. */
  readonly show: (index: number) => void;
}

/**
 * Which rows of a table are seen, also after it was scrolled or has another size. All rows have one height, so that the work does
 * not depend on how many there are.
 * @param atEnd whether the last rows are to be seen, however many come
 */
export function useSeenRows(scroller: Reference<HTMLElement>, count: number, atEnd: boolean): SeenRows {
  const [height, setHeight] = useState(0);
  const [first, setFirst] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const scrolled = (): void => setFirst(Math.floor(element.scrollTop / rowHeight));
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  }, []);
  const top = Math.max(0, count * rowHeight - height);
  useLayoutEffect(() => {
    if (atEnd && scroller.current !== null) scroller.current.scrollTop = top;
  }, [atEnd, top]);
  const begin = Math.min(atEnd ? Infinity : first, Math.floor(top / rowHeight));
  return {
    from: Math.max(0, begin - spare),
    to: Math.min(count, begin + Math.ceil(height / rowHeight) + 1 + spare),
    show: (index) => {
      const element = scroller.current;
      if (element === null) return;
      const { scrollTop, clientHeight } = element;
      const least = (index + 1) * rowHeight - clientHeight;
      element.scrollTop = Math.max(least, Math.min(scrollTop, index * rowHeight));
    },
  };
}
