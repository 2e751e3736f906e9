import assert from 'node:assert/strict';
import { loadIdentity, newIdentity } from '../../../src/bridge/relay/pageIdentity';
import { until } from '../../support/until';

/** As much of a session storage as there need be. */
class TestStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  clear(): void {
    this.#items.clear();
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

describe('the identity of a page', () => {
  const load = (storage: Storage, key = 'key') => loadIdentity(() => storage, key);

  it('stays over reloads, with an epoch that grows, also where the clock does not', () => {
    const storage = new TestStorage();
    const loads = [1, 2, 3].map(() => {
      const { identity, count } = load(storage);
      count(0);
      return identity;
    });
    assert.equal(new Set(loads.map(({ page }) => page)).size, 1);
    const [first, second, third] = loads.map(({ epoch }) => epoch);
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    assert.ok(first < second && second < third, `${first}, ${second}, ${third}`);
  });

  it('has another epoch in each tab that has the same storage by now, as a duplicate and an old session do', async () => {
    const storage = new TestStorage();
    load(storage).count(1);
    const duplicate = new TestStorage();
    duplicate.setItem('key', storage.getItem('key') ?? '');
    const { identity } = load(storage);
    await until('the next millisecond', () => Date.now() > identity.epoch);
    const other = load(duplicate).identity;
    assert.deepEqual([other.page, other.epoch > identity.epoch], [identity.page, true]);
  });

  it('is another one, also for the loads to come, where another page goes by the same', () => {
    const storage = new TestStorage();
    load(storage).count(3);
    const renamed = loadIdentity(() => storage, 'key', true);
    renamed.count(5);
    const next = load(storage).identity;
    assert.deepEqual([next.page, next.recordedBefore], [renamed.identity.page, 5]);
  });

  it('says how many records all its earlier loads made', () => {
    const storage = new TestStorage();
    for (const counts of [[0, 1, 7], [0, 2], [0]]) {
      const { count } = load(storage);
      counts.forEach((records) => count(records));
    }
    assert.equal(load(storage).identity.recordedBefore, 9);
  });

  it('is left alone by a load that comes back after a later one has begun', () => {
    const storage = new TestStorage();
    const first = load(storage);
    first.count(3);
    const second = load(storage);
    second.count(5);
    first.count(4);
    const { epoch, recordedBefore } = load(storage).identity;
    assert.deepEqual([epoch > second.identity.epoch, recordedBefore], [true, 8]);
  });

  it('differs between the frames of a tab', () => {
    const storage = new TestStorage();
    assert.notEqual(load(storage, 'one').identity.page, load(storage, 'other').identity.page);
  });

  it('begins anew where storage is forbidden, full, or holds something else', () => {
    const forbidden = loadIdentity((): Storage => {
      throw new Error('SecurityError');
    }, 'key');
    forbidden.count(1);
    assert.equal(forbidden.identity.recordedBefore, 0);
    const storage = new TestStorage();
    for (const content of [
      'no JSON',
      '{}',
      '{"page":"short","epoch":1,"recordedBefore":0}',
      '{"page":"long-enough","epoch":0.5,"recordedBefore":0}',
      '{"page":"long-enough","epoch":1,"recordedBefore":-1}',
    ]) {
      storage.setItem('key', content);
      const { identity, count } = load(storage);
      assert.notEqual(identity.page, 'long-enough', content);
      count(2);
      assert.equal(load(storage).identity.recordedBefore, 2);
    }
  });

  it('has an id that fits the protocol and is nobody else’s', () => {
    const ids = Array.from({ length: 100 }, () => newIdentity().page);
    assert.ok(ids.every((id) => /^[\w-]{8,64}$/.test(id)));
    assert.equal(new Set(ids).size, 100);
  });
});
