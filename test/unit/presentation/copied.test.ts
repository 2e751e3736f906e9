import assert from 'node:assert/strict';
import { copiedAddress, copiedId, copiedValue } from '../../../src/presentation/interactions/copied';
import { InteractionTree } from '../../../src/presentation/interactions/interactionTree';
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

  it('is the address of a page or a widget, without what may be secret in it', () => {
    const address = 'https://ada:s3cret@widget.example:8443/app/?token=s3cret#access_token=s3cret';
    const page = new TestPage({ location: address });
    const widgets = [
      { name: 'one', address, state: 'loaded' as const },
      { name: 'two', address: 'no address ?s3cret', state: 'loaded' as const },
      { name: 'three', address: 'http://localhost:5173', state: 'loaded' as const },
    ];
    page.desk.apply({ kind: 'desk', seq: 1, time: 0, widgets });
    const tree = new InteractionTree({ pages: new Map([[page.id, page]]) });
    const [root] = tree.roots();
    assert.ok(root);
    const nodes = [root, ...tree.children(root)];
    assert.deepEqual(
      nodes.map((node) => copiedAddress(node, page)),
      [
        'https://widget.example:8443/app/',
        'https://widget.example:8443/app/',
        'no address ',
        'http://localhost:5173/',
        undefined,
      ],
    );
    const [, widget] = nodes;
    assert.ok(widget);
    page.desk.clear();
    assert.equal(copiedAddress(widget, page), undefined);
  });
});
