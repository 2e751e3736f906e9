import assert from 'node:assert/strict';
import { copiedId, copiedValue } from '../../../../src/session/presentation/copied';
import { InteractionTree } from '../../../../src/session/presentation/interactionTree';
import { janesCall, TestPage } from './pages';

describe('what is copied from the tree', () => {
  it('is the id, the whole value, or a group as JSON', () => {
    const page = new TestPage();
    const long = 'x'.repeat(1000);
    page.put({ ...janesCall, userData: { long } });
    const tree = new InteractionTree({ pages: new Map([[page.id, page]]) });
    const [root] = tree.roots();
    const [caseNode] = root ? tree.children(root) : [];
    const [call] = caseNode ? tree.children(caseNode) : [];
    const [data, parties] = call ? tree.children(call) : [];
    const [entry] = data ? tree.children(data) : [];
    assert.ok(root && caseNode && call && data && parties && entry);
    assert.deepEqual([copiedId(root), copiedId(caseNode), copiedId(call)], ['page-0001', 'case-1', '7']);
    assert.equal(copiedValue(entry, page), long);
    assert.deepEqual(JSON.parse(copiedValue(data, page) ?? ''), { long });
    assert.deepEqual(JSON.parse(copiedValue(parties, page) ?? ''), [{ name: 'Jane Doe' }]);
    page.remove('7');
    assert.equal(copiedValue(entry, page), undefined);
  });
});
