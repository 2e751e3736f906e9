import { useEffect, useReducer } from 'preact/hooks';
import type { Listenable } from '../../../base/signal';
import { oncePerFrame } from '../model/oncePerFrame';

/** Draws the component again, at most once a frame, when one of these tells of a change. */
export function useChanges(...sources: readonly Listenable<unknown>[]): void {
  const [, draw] = useReducer<number, undefined>((count) => count + 1, 0);
  useEffect(() => {
    const batch = oncePerFrame(() => draw(undefined));
    const listeners = sources.map((source) => source.on(() => batch.request()));
    // What changed between the first drawing and now.
    batch.request();
    return () => {
      for (const listener of listeners) listener.dispose();
      batch.dispose();
    };
  }, sources);
}
