import { DisposableStore, onDispose } from '../../base/disposable';
import type { Listenable } from '../../base/signal';

/**
 * Waits until something is so, or for a time.
 * @param signals each tells when it may have become so
 * @param stop ends the wait before
 */
export async function waitUntil(
  signals: readonly Listenable<unknown>[],
  isSo: () => boolean,
  timeoutMs: number,
  stop?: AbortSignal,
): Promise<void> {
  const owned = new DisposableStore();
  try {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (isSo()) resolve();
      };
      for (const signal of signals) owned.add(signal.on(look));
      const timer = setTimeout(resolve, timeoutMs);
      owned.add(onDispose(() => clearTimeout(timer)));
      const end = (): void => resolve();
      stop?.addEventListener('abort', end);
      owned.add(onDispose(() => stop?.removeEventListener('abort', end)));
      look();
    });
  } finally {
    owned.dispose();
  }
}
