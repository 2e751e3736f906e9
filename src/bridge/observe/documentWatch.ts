import type { Disposable } from '../../base/disposable';
import { guarded } from '../guarded';
import type { Later } from '../timers';

/** A title that is written in steps is told once. */
const settleMs = 300;

/** What is told of a document. */
export interface DocumentWatcher {
  /** The title may be another one. A page can change it, or put another element in its place or in that of the head. */
  titleChanged(): void;
  /** Another document stands in this place: where the page opened it anew, the browser has removed all listeners. */
  replaced(): void;
}

export function watchDocument(document: Document, later: Later, watcher: DocumentWatcher): void {
  let watched: readonly Node[] = [];
  let timer: Disposable | undefined;
  const observer = new MutationObserver(() => {
    guarded(watch);
    timer ??= later(settleMs, () => {
      timer = undefined;
      guarded(() => watcher.titleChanged());
    });
  });
  const watch = () => {
    // A page can be without either for a moment.
    const { documentElement: root, head }: Partial<Record<'documentElement' | 'head', Element | null>> = document;
    const nodes = [document, root, head].filter((node) => node instanceof Node);
    if (nodes.length === watched.length && nodes.every((node, at) => node === watched[at])) return;
    if (watched.length > 0 && watched[1] !== root) watcher.replaced();
    watched = nodes;
    observer.disconnect();
    for (const node of nodes) {
      observer.observe(node, { childList: true, ...(node === head ? { subtree: true, characterData: true } : {}) });
    }
  };
  watch();
}
