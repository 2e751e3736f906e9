import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { durationText } from '../../model/labels';

/** How long something has lasted, counted up every second. */
export function Timer({ since }: { readonly since: number }): VNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="timer" role="timer" aria-label="Duration">
      {durationText(now - since)}
    </span>
  );
}
