import { isFunction } from '../base/guards';

/** Says something in the page's console: at a level that it has, since a page can put another console in its place. */
export function say(level: 'info' | 'warn' | 'error', text: string, ...more: readonly unknown[]): void {
  try {
    const { console: there } = globalThis;
    for (const name of [level, 'log']) {
      const write: unknown = Reflect.get(there, name);
      if (!isFunction(write)) continue;
      Reflect.apply(write, there, [`Deskside: ${text}`, ...more]);
      return;
    }
  } catch {
    // There is none, or it failed.
  }
}
