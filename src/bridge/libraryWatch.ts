import { isFunction } from '../base/function';
import { isRecordObject } from '../base/json';
import { guarded } from './guarded';

/** What is done around a call of the library; the call itself happens in `original`, exactly as the page made it. */
export interface LibraryWatcher {
  /** The library is there. */
  found?(): void;
  sendMessage(original: () => unknown, args: readonly unknown[]): unknown;
  targetWWEWindow(original: () => unknown, args: readonly unknown[]): unknown;
}

const watchedMethods = ['sendMessage', 'targetWWEWindow'] as const;

/** The service objects that are watched already. */
const watched = new WeakSet();

/**
 * Watches the client library `genesys.wwe.service` of a window, whether it is loaded already or comes later. Until
 * they are assigned, its objects are awaited with accessors, which then turn into the plain properties that they
 * would have been.
 */
export function watchLibrary(window: object, watcher: LibraryWatcher): void {
  whenThere(window, 'genesys', (genesys) =>
    whenThere(genesys, 'wwe', (wwe) => whenThere(wwe, 'service', (service) => watchService(service, watcher))),
  );
}

/** Whether the library is loaded. */
export function hasLibrary(window: object): boolean {
  const genesys: unknown = Reflect.get(window, 'genesys');
  const wwe = isRecordObject(genesys) ? genesys.wwe : undefined;
  return isRecordObject(wwe) && isRecordObject(wwe.service);
}

function whenThere(owner: object, key: string, found: (value: object) => void): void {
  intercept(owner, key, (value) => {
    if (isRecordObject(value)) found(value);
    return value;
  });
}

function watchService(service: object, watcher: LibraryWatcher): void {
  if (watched.has(service)) return;
  watched.add(service);
  watcher.found?.();
  for (const method of watchedMethods) {
    intercept(service, method, (value) => {
      if (!isFunction(value)) return value;
      // A proxy has the name, length and properties of the function, and is called with the same this.
      return new Proxy(value, {
        apply: (target, self, args: unknown[]) => watcher[method](() => Reflect.apply(target, self, args), args),
      });
    });
  }
}

/** Replaces a property's value by what `replace` makes of it: at once if there is one, or when it is assigned. */
function intercept(owner: object, key: string, replace: (value: unknown) => unknown): void {
  const there = Object.getOwnPropertyDescriptor(owner, key);
  const present: unknown = Reflect.get(owner, key);
  if (present !== undefined) {
    const replaced = guarded(() => replace(present)) ?? present;
    // An accessor of the page's own, or a frozen property, is left as it is.
    if (replaced !== present && there?.get === undefined) {
      Reflect.defineProperty(owner, key, { ...(there ?? hidden), value: replaced });
    }
  } else if (there?.configurable !== false) {
    Reflect.defineProperty(owner, key, {
      configurable: true,
      enumerable: false,
      get: () => undefined,
      set: (value: unknown) => {
        Reflect.defineProperty(owner, key, { ...plain, value: guarded(() => replace(value)) ?? value });
      },
    });
  }
}

const plain = { configurable: true, enumerable: true, writable: true };
const hidden = { ...plain, enumerable: false };
