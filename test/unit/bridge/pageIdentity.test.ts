import assert from 'node:assert/strict';
import { loadIdentity, newIdentity } from '../../../src/bridge/pageIdentity';

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

  it('stays over reloads, and the loads are counted', () => {
    const storage = new TestStorage();
    const epochs = [1, 2, 3].map(() => {
      const { identity, count } = load(storage);
      count(0);
      return identity;
    });
    const page = epochs[0]?.page;
    assert.deepEqual(
      epochs,
      [1, 2, 3].map((epoch) => ({ page, epoch, recordedBefore: 0 })),
    );
  });

  it('says how many records all its earlier loads made', () => {
    const storage = new TestStorage();
    for (const counts of [[0, 1, 7], [0, 2], [0]]) {
      const { count } = load(storage);
      counts.forEach(count);
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
    assert.deepEqual({ epoch, recordedBefore }, { epoch: 3, recordedBefore: 8 });
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
    assert.deepEqual({ ...forbidden.identity, page: '' }, { page: '', epoch: 1, recordedBefore: 0 });
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
      assert.equal(identity.epoch, 1, content);
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
