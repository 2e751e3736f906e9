import assert from 'node:assert/strict';
import { hasLibrary, watchLibrary } from '../../../src/bridge/libraryWatch';

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

/** Watches a page and gives back what is sent through its library. */
function watch(page: Page): unknown[][] {
  const seen: unknown[][] = [];
  watchLibrary(page, {
    sendMessage(original, args) {
      seen.push([...args]);
      return original();
    },
    targetWWEWindow: (original) => original(),
  });
  return seen;
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
    const seen = watch(page);
    assert.equal(service.sendMessage(message, succeeded), 'id');
    assert.deepEqual(seen, [[message, succeeded]]);
    const [[self, sent, callback] = []] = service.calls;
    assert.ok(self === service && sent === message && callback === succeeded);
  });

  it('sees them when the library comes later, in steps, and leaves plain properties behind', () => {
    const page: Page = {};
    const seen = watch(page);
    assert.equal(page.genesys, undefined);
    assert.deepEqual(Object.keys(page), []);
    page.genesys ??= {};
    page.genesys.wwe ??= {};
    const service = new Service();
    page.genesys.wwe.service = service;
    assert.ok(page.genesys.wwe.service === service);
    service.sendMessage(message);
    assert.equal(seen.length, 1);
    assert.deepEqual(flagsOf(page, 'genesys'), plainProperty);
    assert.deepEqual(flagsOf(page.genesys, 'wwe'), plainProperty);
    assert.deepEqual(flagsOf(page.genesys.wwe, 'service'), plainProperty);
    assert.deepEqual(flagsOf(service, 'sendMessage'), plainProperty);
  });

  it('sees them when the library is assigned as a whole, or its function only later', () => {
    const page: Page = {};
    const seen = watch(page);
    const service = new Service();
    const sendMessage: unknown = Reflect.get(service, 'sendMessage');
    Reflect.deleteProperty(service, 'sendMessage');
    page.genesys = { wwe: { service } };
    Reflect.set(service, 'sendMessage', sendMessage);
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

  it('counts a call once when it watches twice', () => {
    const service = new Service();
    const page: Page = { genesys: { wwe: { service } } };
    const seen = watch(page);
    const again = watch(page);
    service.sendMessage(message);
    assert.deepEqual([seen.length, again.length], [1, 0]);
  });

  it('leaves alone what it cannot watch without being noticed', () => {
    const service = Object.freeze(new Service());
    assert.deepEqual(watch({ genesys: Object.freeze({ wwe: Object.freeze({ service }) }) }), []);
    assert.equal(service.sendMessage(message), 'id');
    const sealed: Page = Object.preventExtensions({});
    assert.deepEqual(watch(sealed), []);
    assert.equal(sealed.genesys, undefined);
  });

  it('knows whether the library is there', () => {
    assert.equal(hasLibrary({}), false);
    assert.equal(hasLibrary({ genesys: { wwe: {} } }), false);
    assert.equal(hasLibrary({ genesys: { wwe: { service: new Service() } } }), true);
  });
});
