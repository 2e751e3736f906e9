import assert from 'node:assert/strict';
import { isFunction } from '../../../src/base/guards';
import { WatchedWorkspace } from '../../../src/model/watchedWorkspace';
import { InteractionTree } from '../../../src/presentation/interactions/interactionTree';
import type { TreeNode } from '../../../src/presentation/interactions/nodes';
import type { LiveInteraction } from '../../../src/protocol/records';
import { TestPage } from './pages';

/** A Workspace that counts how often its interactions are asked for. */
class CountedWorkspace extends WatchedWorkspace {
  reads = 0;
  readonly #counted = new Proxy(super.interactions, {
    get: (interactions, name) => {
      if (name === 'get') this.reads++;
      const value: unknown = Reflect.get(interactions, name);
      return isFunction(value) ? value.bind(interactions) : value;
    },
  });

  override get interactions(): ReadonlyMap<string, LiveInteraction> {
    return this.#counted;
  }
}

const moved = 500;

/** How often interactions are asked for while a tree of `total` shows that some of them moved to other cases. */
function readsFor(total: number, caseBefore: (n: number) => string, caseAfter: (n: number) => string): number {
  const desk = new CountedWorkspace();
  const page = Object.assign(new TestPage(), { desk });
  const interaction = (n: number, caseId: string): LiveInteraction => ({
    interactionId: `${n}`,
    state: 'TALKING',
    caseId,
  });
  const put = (interactions: LiveInteraction[]): ReadonlySet<string> =>
    desk.apply({ kind: 'desk', seq: 1, time: 0, interactions }).interactions;
  put(Array.from({ length: total }, (_, n) => interaction(n, caseBefore(n))));
  const tree = new InteractionTree({ pages: new Map([[page.id, page]]) }, () => '');
  tree.pagesChanged();
  look(tree, tree.roots());
  const changed = put(Array.from({ length: moved }, (_, n) => interaction(n, caseAfter(n))));
  desk.reads = 0;
  look(tree, tree.interactionsChanged(page, changed));
  return desk.reads;
}

/** As VS Code does where all is expanded down to the interactions. */
function look(tree: InteractionTree, nodes: readonly TreeNode[]): void {
  for (const node of nodes) {
    tree.view(node);
    if (node.kind !== 'interaction') look(tree, tree.children(node));
  }
}

describe('the work for a change', () => {
  for (const [what, before, after] of [
    ['out of one large case', () => 'all', (n: number) => `own ${n}`],
    ['into one large case', (n: number) => `own ${n}`, () => 'all'],
    ['within one large case', () => 'all', () => 'all'],
    ['between cases of their own', (n: number) => `a ${n}`, (n: number) => `b ${n}`],
  ] as const) {
    it(`grows no faster than what is drawn when ${moved} interactions move ${what}`, () => {
      const total = 2000;
      const reads = readsFor(total, before, after);
      assert.ok(reads <= 6 * (total + moved), `${reads} reads`);
    });
  }

  it('does not grow with the interactions that are there when some change where they are', () => {
    const ownCase = (n: number): string => `own ${n}`;
    assert.equal(readsFor(4000, ownCase, ownCase), readsFor(600, ownCase, ownCase));
  });

  it('for the selection of a case depends on that case and the one before, not on all others', () => {
    const desk = new WatchedWorkspace();
    const interactions = Array.from({ length: 4000 }, (_, n) => ({ interactionId: `${n}`, caseId: `case ${n}` }));
    desk.apply({ kind: 'desk', seq: 1, time: 0, interactions });
    for (let n = 0; n < 500; n++) {
      const data = { eventType: 'CASE_SELECTED', selectedCaseId: `case ${n}` };
      const { interactions: changed, ofCase } = desk.apply({
        kind: 'event',
        seq: 2,
        time: 0,
        name: 'interaction',
        data,
      });
      assert.deepEqual([...changed], n === 0 ? ['0'] : [`${n - 1}`, `${n}`]);
      assert.deepEqual(ofCase, [`${n}`]);
    }
  });
});
