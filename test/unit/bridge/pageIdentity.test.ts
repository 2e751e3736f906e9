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
  it('stays over reloads, and the loads are counted', () => {
    const storage = new TestStorage();
    const first = loadIdentity(() => storage, 'key');
    assert.deepEqual(
      loadIdentity(() => storage, 'key'),
      { page: first.page, epoch: 2 },
    );
    assert.deepEqual(
      loadIdentity(() => storage, 'key'),
      { page: first.page, epoch: 3 },
    );
  });

  it('differs between the frames of a tab', () => {
    const storage = new TestStorage();
    assert.notEqual(loadIdentity(() => storage, 'one').page, loadIdentity(() => storage, 'other').page);
  });

  it('begins anew where storage is forbidden, full, or holds something else', () => {
    const forbidden = (): Storage => {
      throw new Error('SecurityError');
    };
    assert.equal(loadIdentity(forbidden, 'key').epoch, 1);
    const storage = new TestStorage();
    for (const content of ['no JSON', '{}', '{"page":"short","epoch":1}', '{"page":"long-enough","epoch":0.5}']) {
      storage.setItem('key', content);
      assert.equal(loadIdentity(() => storage, 'key').epoch, 1, content);
    }
  });

  it('has an id that fits the protocol and is nobody else’s', () => {
    const ids = Array.from({ length: 100 }, () => newIdentity().page);
    assert.ok(ids.every((id) => /^[\w-]{8,64}$/.test(id)));
    assert.equal(new Set(ids).size, 100);
  });
});
