import assert from 'node:assert/strict';
import type { LibraryWatcher } from '../../../src/bridge/observe/libraryWatch';
import { hasLibrary, watchService } from '../../../src/bridge/observe/libraryWatch';

class Service {
  readonly calls: unknown[][] = [];
  /** On the instance, as in the client library. */
  sendMessage = function (this: Service, message: object, succeeded?: unknown): string {
    this.calls.push([this, message, succeeded]);
    return 'id';
  };
}
interface Page {
  genesys?: { wwe?: { service?: Service } };
}

/** What was seen of a page's calls, and a way to look for its library again. */
interface Watch {
  readonly seen: unknown[][];
  readonly found: number;
  readonly hidden: number;
  readonly look: () => void;
}

function watch(page: Page): Watch {
  const seen: unknown[][] = [];
  const counts = { found: 0, hidden: 0 };
  const watcher: LibraryWatcher = {
    found: () => counts.found++,
    hidden: () => counts.hidden++,
    sendMessage(original, args) {
      seen.push([...args]);
      return original();
    },
    targetWWEWindow: (original) => original(),
  };
  const look = () => watchService(page, watcher);
  look();
  return {
    seen,
    look,
    get found() {
      return counts.found;
    },
    get hidden() {
      return counts.hidden;
    },
  };
}

const plainProperty = { configurable: true, enumerable: true, writable: true };

function flagsOf(owner: object | undefined, key: string): object {
  const descriptor = Object.getOwnPropertyDescriptor(owner ?? {}, key);
  assert.ok(descriptor !== undefined && 'value' in descriptor, `${key} is a plain property`);
  const { configurable, enumerable, writable } = descriptor;
  return { configurable, enumerable, writable };
}

describe('watching the client library', () => {
  const message = { request: 'agent.get' };
  const succeeded = (): void => undefined;

  it('sees calls with their this, arguments and result when the library is there already', () => {
    const service = new Service();
    const page: Page = { genesys: { wwe: { service } } };
    const { seen } = watch(page);
    assert.equal(service.sendMessage(message, succeeded), 'id');
    assert.deepEqual(seen, [[message, succeeded]]);
    const [[self, sent, callback] = []] = service.calls;
    assert.ok(self === service && sent === message && callback === succeeded);
  });

  it('leaves nothing in a page that has no library yet, or a part of it', () => {
    const page: Page = {};
    const { look } = watch(page);
    assert.deepEqual(Object.getOwnPropertyNames(page), []);
    page.genesys = {};
    look();
    page.genesys.wwe = {};
    look();
    assert.deepEqual(Object.getOwnPropertyNames(page.genesys), ['wwe']);
    assert.deepEqual(Object.getOwnPropertyNames(page.genesys.wwe), []);
  });

  it('sees them when the library has come by the next look, or its function only later, and changes nothing else', () => {
    const page: Page = {};
    const { seen, look } = watch(page);
    const service = new Service();
    const sendMessage: unknown = Reflect.get(service, 'sendMessage');
    Reflect.deleteProperty(service, 'sendMessage');
    page.genesys = { wwe: { service } };
    look();
    Reflect.set(service, 'sendMessage', sendMessage);
    look();
    look();
    service.sendMessage(message);
    assert.equal(seen.length, 1);
    assert.ok(page.genesys.wwe?.service === service);
    assert.deepEqual(flagsOf(page, 'genesys'), plainProperty);
    assert.deepEqual(flagsOf(service, 'sendMessage'), plainProperty);
  });

  it('sees the calls of a library that is loaded anew', () => {
    const page: Page = { genesys: { wwe: { service: new Service() } } };
    const { seen, look } = watch(page);
    delete page.genesys;
    look();
    const service = new Service();
    page.genesys = { wwe: { service } };
    look();
    service.sendMessage(message);
    assert.equal(seen.length, 1);
  });

  it('keeps name, length and properties of the function', () => {
    const service = new Service();
    const sendMessage = (): object => {
      const value: unknown = Reflect.get(service, 'sendMessage');
      assert.ok(typeof value === 'function');
      return value;
    };
    const facts = (of: object): unknown[] => ['name', 'length', 'note'].map((key) => Reflect.get(of, key) as unknown);
    const original = Object.assign(sendMessage(), { note: 'of the library' });
    watch({ genesys: { wwe: { service } } });
    assert.notEqual(sendMessage(), original);
    assert.deepEqual(facts(sendMessage()), facts(original));
  });

  it('counts a call once when it watches twice, and when the page wraps the function', () => {
    const service = new Service();
    const page: Page = { genesys: { wwe: { service } } };
    const first = watch(page);
    const again = watch(page);
    const wrapped: unknown = Reflect.get(service, 'sendMessage');
    assert.ok(typeof wrapped === 'function');
    Reflect.set(service, 'sendMessage', (...args: unknown[]) => Reflect.apply(wrapped, service, args) as unknown);
    first.look();
    service.sendMessage(message);
    assert.deepEqual([first.seen.length, again.seen.length], [1, 0]);
  });

  it('leaves alone what it cannot watch without being noticed, and says so', () => {
    const service = Object.freeze(new Service());
    const frozen = watch({ genesys: Object.freeze({ wwe: Object.freeze({ service }) }) });
    assert.equal(service.sendMessage(message), 'id');
    assert.deepEqual([frozen.seen, frozen.hidden], [[], 1]);
    const guarded = new Service();
    const own: unknown = Reflect.get(guarded, 'sendMessage');
    Object.defineProperty(guarded, 'sendMessage', { get: () => own });
    const accessor = watch({ genesys: { wwe: { service: guarded } } });
    assert.equal(guarded.sendMessage(message), 'id');
    assert.deepEqual([accessor.seen, accessor.hidden], [[], 1]);
  });

  it('knows whether the library is there', () => {
    assert.equal(hasLibrary({}), false);
    assert.equal(hasLibrary({ genesys: { wwe: {} } }), false);
    assert.equal(hasLibrary({ genesys: { wwe: { service: new Service() } } }), true);
  });
});
