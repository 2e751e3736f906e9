import assert from 'node:assert/strict';
import fc from 'fast-check';
import { widgetStates } from '../../../src/api/observation';
import type { WidgetState } from '../../../src/api/observation';
import { InteractionTree } from '../../../src/presentation/interactions/interactionTree';
import type { TreeNode } from '../../../src/presentation/interactions/nodes';
import { janesCall, TestPage } from './pages';

/** Draws the tree as a person would: indentation, icon, label, description. */
function draw(tree: InteractionTree, depth = Infinity, nodes: readonly TreeNode[] = tree.roots(), indent = ''): string {
  return nodes
    .map((node) => {
      const view = tree.view(node);
      const icon = view?.icon === undefined ? '' : `(${view.icon.name}) `;
      const line = `${indent}${icon}${view?.label ?? 'gone'}${view?.description === undefined ? '' : ` — ${view.description}`}`;
      return [line, ...(depth > 1 ? [draw(tree, depth - 1, tree.children(node), `${indent}  `)] : [])]
        .filter((text) => text !== '')
        .join('\n');
    })
    .join('\n');
}

function drawing(text: string): string {
  const lines = text.split('\n').slice(1, -1);
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** A drawing without user data, parties, contact and details, and without what is below these. */
function withoutGroups(text: string): string {
  return text.replace(/\n( *)\((tag|organization|account|list-unordered)\).*(\n\1 +.*)*/g, '');
}

function treeOf(...pages: TestPage[]): InteractionTree {
  return new InteractionTree({ pages: new Map(pages.map((page) => [page.id, page])) }, () => '10:02:03');
}

/** The node under which the labels lead from the root. */
function find(tree: InteractionTree, ...labels: string[]): TreeNode {
  let nodes = tree.roots();
  let found: TreeNode | undefined;
  for (const label of labels) {
    found = nodes.find((node) => tree.view(node)?.label === label);
    assert.ok(found, `no node ${label}`);
    nodes = tree.children(found);
  }
  assert.ok(found);
  return found;
}

function labels(tree: InteractionTree, nodes: readonly TreeNode[]): (string | undefined)[] {
  return nodes.map((node) => tree.view(node)?.label);
}

describe('the tree of interactions', () => {
  it('names a page that went away, came back or was loaded again, and everything when one came or went', () => {
    const [one, two] = [new TestPage(), new TestPage({ page: 'page-0002', title: 'Second' })];
    const pages = new Map([[one.id, one]]);
    const tree = new InteractionTree({ pages });
    assert.equal(tree.pagesChanged(), undefined);
    pages.set(two.id, two);
    assert.equal(tree.pagesChanged(), undefined);
    draw(tree);
    assert.deepEqual(tree.pagesChanged(), []);
    for (const news of [{ connected: false }, { connected: true }, { epoch: 2 }]) {
      two.info = { ...two.info, ...news };
      assert.deepEqual(tree.pagesChanged(), [tree.roots()[1]]);
    }
    pages.delete(one.id);
    assert.equal(tree.pagesChanged(), undefined);
  });

  it('shows each widget of the simulated Workspace with its state, under its page or its interaction', () => {
    const page = new TestPage({ place: 'simulator' });
    page.put(janesCall);
    const tree = treeOf(page);
    const hosted = (state: WidgetState) => ({
      kind: 'desk' as const,
      seq: 1,
      time: 0,
      widgets: [
        { name: 'one', address: 'http://localhost:1/', state },
        { name: 'two, interaction 7', address: 'http://localhost:2/', state, interactionId: '7' },
        { name: 'three, interaction 8', address: 'http://localhost:2/', state, interactionId: '8' },
      ],
    });
    const widgetLines = () => draw(tree).match(/^ *\(.*\) (one|two|three).*$/gm);
    assert.equal(widgetLines(), null);
    page.desk.apply(hosted('loading'));
    assert.deepEqual(tree.contextChanged(page), [tree.roots()[0]]);
    assert.deepEqual(widgetLines(), [
      '  (loading~spin) one — loading',
      '      (loading~spin) two, interaction 7 — loading',
    ]);
    for (const node of [find(tree, 'Simulated Workspace', 'one')]) {
      assert.deepEqual(tree.parent(node), tree.roots()[0]);
      assert.deepEqual(tree.children(node), []);
    }
    page.desk.apply(hosted('unreachable'));
    assert.deepEqual(tree.contextChanged(page), [tree.roots()[0]]);
    assert.match(draw(tree, 1), /^\(warning\) Simulated Workspace — widget not reached/);
    assert.match(draw(tree, 2), /\n {2}\(warning\) one — not reached/);
    assert.deepEqual(tree.contextChanged(page), []);
    page.desk.apply(hosted('subscribed'));
    const two = tree.nodeOf({
      id: JSON.stringify(['page-0001', 'widget', null, 'two, interaction 7', null, null, null]),
    });
    assert.ok(two);
    assert.match(JSON.stringify(tree.tooltip(two)), /has subscribed to events/);
    assert.equal(tree.parent(two)?.kind, 'interaction');
    tree.interactionsChanged(page, page.remove('7'));
    assert.equal(tree.nodeOf(two), undefined, 'it went with its interaction');
  });

  it('shows origins that were turned away beside the pages, and everything anew when they change', () => {
    const page = new TestPage();
    const source = { pages: new Map([[page.id, page]]), refusedOrigins: [] as string[] };
    const tree = new InteractionTree(source);
    tree.pagesChanged();
    source.refusedOrigins = ['http://widget.example:1'];
    assert.equal(tree.pagesChanged(), undefined);
    assert.match(draw(tree, 1), /\n\(circle-slash\) http:\/\/widget\.example:1 — turned away/);
    assert.deepEqual(tree.pagesChanged(), []);
    const refused = tree.roots()[1];
    assert.equal(refused && tree.nodeOf({ id: refused.id }), refused);
    source.refusedOrigins = [];
    assert.equal(tree.pagesChanged(), undefined);
    assert.equal(refused && tree.nodeOf({ id: refused.id }), undefined);
  });

  it('shows the desk of a page that went and came anew in the same moment', () => {
    const [before, after] = [new TestPage(), new TestPage()];
    before.put(janesCall);
    const pages = new Map([[before.id, before]]);
    const tree = new InteractionTree({ pages }, () => '10:02:03');
    tree.pagesChanged();
    draw(tree);
    after.put({ ...janesCall, interactionId: '8' });
    pages.set(after.id, after);
    assert.deepEqual(tree.pagesChanged(), tree.roots());
    assert.match(draw(tree), /Inbound call/);
    assert.equal(draw(tree), draw(treeOf(after)));
  });

  it('shows page, case, interaction and all that is known of it', () => {
    const page = new TestPage();
    page.put({ ...janesCall, fieldOfTomorrow: { a: 1 } });
    assert.equal(
      draw(treeOf(page)),
      drawing(`
        (browser) My Widget — widget
          (briefcase) Jane Doe — selected
            (call-incoming) Inbound call — RINGING · #7 · started 10:02:03
              (tag) User Data — 2 keys
                Account — 4711
                Note — calls again
              (organization) Parties — 1
                Jane Doe
              (account) Contact — Jane Doe
                displayName — Jane Doe
                firstName — Jane
              (list-unordered) Details
                interactionId — 7
                caseId — case-1
                state — RINGING
                isMainCaseInteraction — true
                direction — IN
                callType — INBOUND
                ani — +15550100
                isCaseSelected — true
                media — voice
                startDate — 1000000
                fieldOfTomorrow — {"a":1}
      `),
    );
  });

  it('shows a consultation under its parent, and interactions without a case under the page', () => {
    const page = new TestPage({ place: 'simulator', title: 'Deskside bridge' });
    page.desk.apply({ kind: 'desk', seq: 1, time: 0, agent: { firstname: 'Ada', lastname: 'Morgan' } });
    page.put(
      { ...janesCall, state: 'HELD' },
      {
        interactionId: '8',
        caseId: 'case-1',
        parentInteractionId: '7',
        isConsultation: true,
        state: 'TALKING',
        media: 'voice',
        direction: 'OUT',
        parties: [{ name: 'Bob' }],
      },
      { interactionId: '9', media: 'chat', state: 'INVITED' },
      { interactionId: '10', media: 'email', state: 'SENT', caseId: 'case-2' },
      { interactionId: '11', media: 'fax', state: 'STATE_OF_TOMORROW', parentInteractionId: 'nobody' },
    );
    assert.equal(
      withoutGroups(draw(treeOf(page))),
      drawing(`
        (beaker) Simulated Workspace — Ada Morgan
          (briefcase) Jane Doe — selected
            (debug-pause) Inbound call — HELD · #7 · started 10:02:03
              (call-outgoing) Consultation call · Bob — TALKING · #8
          (briefcase) Case case-2
            (mail) Email — SENT · #10
          (comment-discussion) Chat — INVITED · #9
          (inbox) fax — STATE_OF_TOMORROW · #11
      `),
    );
  });

  it('marks the simulated Workspace while nothing answers at the address of a widget, and says so in its tooltip', () => {
    const page = new TestPage({ place: 'simulator', title: 'Deskside bridge' });
    const tree = treeOf(page);
    const widget = { name: 'My \u202ewidget', address: 'http://localhost:5173/' };
    draw(tree, 1);
    const told = (state: 'unreachable' | 'subscribed') => {
      const { context } = page.desk.apply({ kind: 'desk', seq: 1, time: 0, widgets: [{ ...widget, state }] });
      assert.equal(context, true);
      assert.equal(tree.contextChanged(page).length, 1);
      const [root] = tree.roots();
      assert.ok(root !== undefined);
      return `${draw(tree, 1)} ${JSON.stringify(tree.tooltip(root))}`;
    };
    assert.match(
      told('unreachable'),
      /^\(warning\) Simulated Workspace — widget not reached .*nothing answers at its address/,
    );
    assert.match(told('subscribed'), /^\(beaker\) Simulated Workspace .*has subscribed to events/);
  });

  it('says why a page shows no interactions', () => {
    const empty = new TestPage();
    const refused = new TestPage({ page: 'page-0002', title: 'Foreign', place: 'webContent' });
    refused.desk.apply({
      kind: 'desk',
      seq: 1,
      time: 0,
      refused: { 'interaction.getInteractions': 'Request timeout' },
    });
    const away = new TestPage({ page: 'page-0003', title: 'Sleeper', connected: false });
    assert.equal(
      draw(treeOf(empty, refused, away)),
      drawing(`
        (browser) My Widget — widget
          (info) No interactions — they appear here as they come
        (warning) Workspace — web content · interactions unknown
          (info) Workspace did not list its interactions — Request timeout
        (debug-disconnect) Sleeper — away
          (info) No interactions — they appear here as they come
      `),
    );
  });

  it('offers a service only where state, kind of interaction, administrator and connection allow it', () => {
    const page = new TestPage();
    page.put(janesCall, { interactionId: '8', isConsultation: true, state: 'TALKING', recordingState: 'RECORDING' });
    const tree = treeOf(page);
    const tokens = (...path: string[]): readonly string[] => tree.view(find(tree, ...path))?.tokens ?? [];
    const ringing = ['My Widget', 'Jane Doe', 'Inbound call'];
    assert.ok(tokens(...ringing).includes('can:interaction.accept'));
    assert.ok(!tokens(...ringing).includes('can:interaction.markdone'));
    assert.ok(!tokens(...ringing).includes('can:interaction.completeTransfer'));
    const consultation = tokens('My Widget', 'Interaction consultation');
    assert.ok(consultation.includes('can:interaction.completeTransfer'));
    assert.ok(consultation.includes('can:voice.pauseCallRecording'));
    assert.ok(!consultation.includes('can:voice.resumeCallRecording'));
    assert.ok(tokens(...ringing, 'User Data', 'Account').includes('can:interaction.deleteUserData'));

    page.desk.apply({ kind: 'desk', seq: 2, time: 0, services: ['interaction.reject', 'voice.*'] });
    assert.ok(!tokens(...ringing).includes('can:interaction.accept'));
    assert.ok(tokens(...ringing).includes('can:interaction.reject'));
    assert.ok(tokens(...ringing).includes('can:voice.answer'));

    page.info = { ...page.info, connected: false };
    for (const path of [ringing, ringing.slice(0, 2), ringing.slice(0, 1), [...ringing, 'User Data']]) {
      assert.deepEqual(
        tokens(...path).filter((token) => token.startsWith('can:')),
        [],
      );
    }
  });

  it('asks only for the interaction again when its state or user data change', () => {
    const page = new TestPage();
    page.put(janesCall);
    const tree = treeOf(page);
    draw(tree);
    const call = find(tree, 'My Widget', 'Jane Doe', 'Inbound call');
    const changed = page.put({ ...janesCall, state: 'TALKING', userData: { Account: '1' } });
    assert.deepEqual(tree.interactionsChanged(page, changed), [call]);
    assert.equal(tree.view(call)?.description, 'TALKING · #7 · started 10:02:03');
  });

  it('asks for the case again when its name or selection changes, and for the page when a case comes or goes', () => {
    const page = new TestPage();
    page.put(janesCall);
    const tree = treeOf(page);
    draw(tree);
    const node = find(tree, 'My Widget', 'Jane Doe');
    assert.deepEqual(tree.interactionsChanged(page, page.put({ ...janesCall, isCaseSelected: false })), [node]);
    const another = page.put({ interactionId: '8', media: 'chat', caseId: 'case-2', state: 'INVITED' });
    assert.deepEqual(labels(tree, tree.interactionsChanged(page, another)), ['My Widget']);
    draw(tree);
    const second = page.put({ interactionId: '9', media: 'email', caseId: 'case-2', state: 'CREATED' });
    assert.deepEqual(labels(tree, tree.interactionsChanged(page, second)), ['Case case-2']);
    draw(tree);
    assert.deepEqual(labels(tree, tree.interactionsChanged(page, page.remove('7'))), ['My Widget']);
  });

  it('moves consultations to the case when their parent goes', () => {
    const page = new TestPage();
    page.put(janesCall, { interactionId: '8', caseId: 'case-1', parentInteractionId: '7', isConsultation: true });
    const tree = treeOf(page);
    draw(tree);
    const touched = tree.interactionsChanged(page, page.remove('7'));
    assert.deepEqual(labels(tree, touched), ['Case case-1']);
    assert.equal(
      draw(tree, 3),
      drawing(`
        (browser) My Widget — widget
          (briefcase) Case case-1
            (inbox) Interaction consultation — UNKNOWN · #8
      `),
    );
  });

  it('asks for the page again when other services are allowed, and not when nothing shows', () => {
    const page = new TestPage();
    page.put(janesCall);
    const tree = treeOf(page);
    draw(tree);
    page.desk.apply({ kind: 'desk', seq: 2, time: 0, media: [] });
    assert.deepEqual(tree.contextChanged(page), []);
    page.desk.apply({ kind: 'desk', seq: 3, time: 0, services: ['agent.*'] });
    assert.deepEqual(tree.contextChanged(page), tree.roots());
  });

  it('is always what a tree built anew would be, whatever came, changed, moved or went', () => {
    const id = fc.constantFrom('1', '2', '3', '4', '5');
    const interaction = fc.record(
      {
        interactionId: id,
        parentInteractionId: fc.option(id, { nil: '' }),
        caseId: fc.constantFrom('a', 'b', ''),
        state: fc.constantFrom('RINGING', 'IDLE', 'X'),
        isCaseSelected: fc.boolean(),
        isMainCaseInteraction: fc.boolean(),
        contact: fc.record({ displayName: fc.constantFrom('Jane', 'Bob') }),
      },
      { requiredKeys: ['interactionId'] },
    );
    const widget = fc.record(
      {
        name: fc.constantFrom('w', 'v'),
        address: fc.constant(''),
        state: fc.constantFrom(...widgetStates),
        interactionId: id,
      },
      { requiredKeys: ['name', 'address', 'state'] },
    );
    const step = fc.oneof(
      fc.array(interaction, { minLength: 1, maxLength: 3 }).map((put) => ({ put })),
      id.map((remove) => ({ remove })),
      fc.array(widget, { maxLength: 3 }).map((widgets) => ({ widgets })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const page = new TestPage();
        const tree = treeOf(page);
        const shown = new ShownTree(tree);
        shown.refresh(tree.roots());
        for (const each of steps) {
          if ('widgets' in each) {
            page.desk.apply({ kind: 'desk', seq: 1, time: 0, widgets: each.widgets });
            shown.refresh(tree.contextChanged(page));
          } else {
            const changed = 'put' in each ? page.put(...each.put) : page.remove(each.remove);
            shown.refresh(tree.interactionsChanged(page, changed));
          }
          const ids = allNodes(tree).map((node) => node.id);
          assert.deepEqual(ids, [...new Set(ids)], 'VS Code takes no id twice');
          assert.equal(shown.draw(), draw(treeOf(page)));
        }
      }),
    );
  });

  it('takes ids and names of any kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.anything(), (id, key, value) => {
        const page = new TestPage({ title: key });
        page.put({
          interactionId: id,
          caseId: key,
          parentInteractionId: id,
          userData: { [key]: value },
          parties: [value],
          contact: value,
          startDate: value,
          state: value,
        });
        assert.doesNotMatch(draw(treeOf(page)), /\p{Cs}/u);
      }),
    );
  });
});

function allNodes(tree: InteractionTree, nodes: readonly TreeNode[] = tree.roots()): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(tree, tree.children(node))]);
}

/** A tree as VS Code holds it: it asks again only for the nodes that it is told of, and for what is below them. */
class ShownTree {
  readonly #lines = new Map<TreeNode, string>();
  readonly #children = new Map<TreeNode, readonly TreeNode[]>();

  constructor(private readonly tree: InteractionTree) {}

  refresh(nodes: readonly TreeNode[]): void {
    for (const node of nodes) {
      this.#lines.set(node, draw(this.tree, 1, [node]));
      this.#children.set(node, this.tree.children(node));
      this.refresh(this.tree.children(node));
    }
  }

  draw(nodes: readonly TreeNode[] = this.tree.roots(), indent = ''): string {
    return nodes
      .flatMap((node) => [
        `${indent}${this.#lines.get(node) ?? 'never asked for'}`,
        ...[this.draw(this.#children.get(node) ?? [], `${indent}  `)].filter((text) => text !== ''),
      ])
      .join('\n');
  }
}
