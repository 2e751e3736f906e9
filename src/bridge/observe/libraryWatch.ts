import { isFunction, isRecordObject } from '../../base/guards';
import type { UnknownFunction } from '../../base/guards';
import { guarded } from '../guarded';

/** What is done around a call of the library; the call itself happens in `original`, exactly as the page made it. */
export interface LibraryWatcher {
  /**
   * The library is there.
   * @param file the address of the script that brought it, where that is known
   */
  found?(file?: string): void;
  /** The page protects the functions of the library, so that its calls cannot be seen. */
  hidden?(): void;
  sendMessage(original: () => unknown, args: readonly unknown[]): unknown;
  targetWWEWindow(original: () => unknown, args: readonly unknown[]): unknown;
}

const watchedMethods = ['sendMessage', 'targetWWEWindow'] as const;

/** The functions that are watched already, by the service object that has them. */
const watched = new WeakMap<object, Set<string>>();

/** Looks for the client library of a page. */
export interface LibraryWatch {
  /** Begins to watch, and does so again where the page has removed all listeners. */
  begin(): void;
  /** To be called before the page hears a message: code that is neither a script nor in one may have brought the library. */
  look(): void;
}

/**
 * Watches the client library of a page, `genesys.wwe.service`, whenever it comes. Nothing stands in its place until then,
 * since a page may ask whether it is there: so the bridge looks for it after each script, and before each message. Calls
 * that are made in the script that holds the library itself are not seen.
 */
export function watchLibrary(page: Window, watcher: LibraryWatcher): LibraryWatch {
  const look = (event?: Event) => guarded(() => watchService(page, watcher, event && scriptOf(event)));
  const observer = new MutationObserver(() => look());
  const loaded = () => guarded(() => observer.disconnect());
  const begin = () => {
    look();
    // The load event of a script comes before the next script runs.
    page.document.addEventListener('load', look, true);
    page.document.addEventListener('DOMContentLoaded', look, true);
    // A script within the page has no such event. The parser tells of the next one before that runs.
    observer.observe(page.document, { childList: true, subtree: true });
    page.addEventListener('load', loaded, { once: true });
  };
  return { begin, look: () => look() };
}

/** Whether the library is loaded. */
export function hasLibrary(window: object): boolean {
  return serviceOf(window) !== undefined;
}

/** The address of the script that has just run, if that is what an event tells. */
function scriptOf({ target }: Event): string | undefined {
  return target instanceof HTMLScriptElement ? target.src : undefined;
}

/**
 * Watches the functions that the library has by now.
 * @param file the script that has just run, if one has
 */
export function watchService(window: object, watcher: LibraryWatcher, file?: string): void {
  const service = serviceOf(window);
  if (service === undefined) return;
  let functions = watched.get(service);
  if (functions === undefined) {
    functions = new Set();
    watched.set(service, functions);
    watcher.found?.(file);
  }
  for (const method of watchedMethods) {
    const value: unknown = Reflect.get(service, method);
    if (!isFunction(value) || functions.has(method)) continue;
    functions.add(method);
    if (
      !replace(
        service,
        method,
        observed(value, (original, args) => watcher[method](original, args)),
      )
    )
      watcher.hidden?.();
  }
}

function serviceOf(window: object): object | undefined {
  try {
    const genesys: unknown = Reflect.get(window, 'genesys');
    const wwe = isRecordObject(genesys) ? genesys.wwe : undefined;
    return isRecordObject(wwe) && isRecordObject(wwe.service) ? wwe.service : undefined;
  } catch {
    // It is a frame of another origin with that name.
    return undefined;
  }
}

/** A proxy has the name, length and properties of the function, and is called with the same `this`. */
function observed(original: UnknownFunction, around: LibraryWatcher['sendMessage']): UnknownFunction {
  return new Proxy(original, {
    apply: (target, self, args: unknown[]) => around(() => Reflect.apply(target, self, args), args),
  });
}

/** Changes the value of a property and nothing else about it; the accessor of a page and a frozen property stay. */
function replace(owner: object, key: string, value: unknown): boolean {
  const there = Object.getOwnPropertyDescriptor(owner, key);
  if (there !== undefined && !Object.hasOwn(there, 'value')) return false;
  return Reflect.defineProperty(owner, key, { ...(there ?? inherited), value });
}

const inherited = { configurable: true, enumerable: false, writable: true };
