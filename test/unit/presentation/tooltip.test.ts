import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InteractionTree } from '../../../src/presentation/interactions/interactionTree';
import { outcomeText } from '../../../src/presentation/calls/outcomeText';
import { statusText } from '../../../src/presentation/connection/statusText';
import { oneLine, uiText, valueText } from '../../../src/presentation/text/text';
import { markdownText } from '../../../src/presentation/text/tooltip';
import type { TooltipPart } from '../../../src/presentation/text/tooltip';
import type { TreeNode } from '../../../src/presentation/interactions/nodes';
import { interactionMethods } from '../../../src/api/methods/interaction';
import { unanswered } from '../../../src/protocol/unanswered';
import { janesCall, TestPage } from './pages';

/** All Markdown that the tooltips are made of. It is ours: nothing of a page is among it. */
const markup = new Set(['**', '  \n', '\n\n']);

/** Texts that would be links, icons or markup somewhere in VS Code. */
const hostile = fc.oneof(
  fc.constantFrom(
    '[a](command:x)',
    '$(bell)',
    '<a href="command:x">',
    '![i](x)',
    '`c`',
    '**',
    '  \n',
    '\n\n',
    '](',
    '$(',
    'https://evil.example',
    'www.evil.example',
    'a@b.example',
    '<command:x>',
    '` ` ** ',
    '&lt;',
    '&#96;',
    '\\',
  ),
  fc.string({ unit: 'binary' }),
);
const hostileText = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(''));

function allNodes(tree: InteractionTree, nodes: readonly TreeNode[] = tree.roots()): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(tree, tree.children(node))]);
}

function hostilePage(text: string): TestPage {
  const page = new TestPage({ title: text, location: text, origin: text });
  page.put({
    ...janesCall,
    interactionId: text,
    state: text,
    caseId: text,
    media: text,
    userData: { [text]: text },
    parties: [{ name: text }],
    contact: { displayName: text },
    [text]: text,
  });
  page.desk.apply({ kind: 'desk', seq: 2, time: 0, refused: { [text]: text, 'interaction.getInteractions': text } });
  return page;
}

describe('a tooltip', () => {
  it('keeps what came from the page apart from Markdown, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = hostilePage(text);
        const tree = new InteractionTree({ pages: new Map([[page.id, page]]) });
        for (const node of allNodes(tree)) {
          for (const part of tree.tooltip(node)) if ('markup' in part) assert.ok(markup.has(part.markup));
        }
      }),
    );
  });

  it('holds no markup, address or tag of the page when it is Markdown, and still shows each of its characters', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = markdownText([{ markup: '**' }, { text }, { markup: '**' }]);
        assert.match(written, /^\*\*(?:[\p{L}\p{N} ]|&#\d{1,7};)*\*\*$/u);
        assert.equal(decoded(written), `**${text}**`);
      }),
    );
    assert.equal(markdownText([{ text: 'Jane, https://evil' }]), 'Jane&#44; https&#58;&#47;&#47;evil');
  });

  it('tells state, media, numbers and ids of an interaction', () => {
    const page = new TestPage();
    page.put(janesCall);
    const tree = new InteractionTree({ pages: new Map([[page.id, page]]) }, () => '10:02');
    const node = allNodes(tree).find(({ kind }) => kind === 'interaction');
    assert.ok(node);
    assert.equal(
      written(tree.tooltip(node)),
      [
        '**Inbound call · Jane Doe**',
        'State: RINGING (An inbound call rings at the agent.)',
        'Started: 10:02',
        'Media: voice',
        'Direction: IN',
        'Call type: INBOUND',
        'ANI: +15550100',
        'Id: 7',
        'Case: case-1',
      ].join('  \n') + '  \n',
    );
  });

  it('tells since when an interaction is in its state from when it started', () => {
    const page = new TestPage();
    page.put(janesCall);
    const data = { eventType: 'ESTABLISHED', interaction: { ...janesCall, state: 'TALKING' } };
    page.desk.apply({ kind: 'event', seq: 2, time: 1_500_000, name: 'interaction', data });
    const tree = new InteractionTree({ pages: new Map([[page.id, page]]) }, (time) => `${time} ms`);
    const node = allNodes(tree).find(({ kind }) => kind === 'interaction');
    assert.ok(node);
    assert.match(written(tree.tooltip(node)), /In this state since: 1500000 ms {2}\nStarted: 1000000 ms/);
    assert.match(tree.view(node)?.description ?? '', /TALKING · #7 · since 1500000 ms/);
  });

  it('says what a page is', () => {
    for (const [place, what] of [
      ['widget', /A page with the bridge in it/],
      ['webContent', /seen through the bridge page of the relay/],
      ['simulator', /The simulated Workspace of Deskside\. Nothing in it reaches a customer\./],
    ] as const) {
      const page = new TestPage({ place });
      const tree = new InteractionTree({ pages: new Map([[page.id, page]]) }, String);
      const [node] = tree.roots();
      assert.ok(node);
      assert.match(written(tree.tooltip(node)), what);
    }
  });

  it('names an administrator only where one is of help', () => {
    const hintWith = (reason: string): string => {
      const page = new TestPage();
      const refused = { 'interaction.getInteractions': reason };
      page.desk.apply({ kind: 'desk', seq: 1, time: 0, refused });
      const tree = new InteractionTree({ pages: new Map([[page.id, page]]) });
      return tree
        .roots()
        .map((node) => written(tree.tooltip(node)))
        .join('');
    };
    assert.match(hintWith(unanswered.workspace), /administrator/);
    assert.match(hintWith(unanswered.outside), /Open it in Workspace/);
    assert.doesNotMatch(hintWith(unanswered.outside), /administrator/);
  });
});

describe("a text for VS Code's messages and lists", () => {
  it('is one line without link and icon, and as it was otherwise', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        assert.doesNotMatch(uiText(text), /\]\(|\$\(|[\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
        assert.ok(uiText(text, 20).length <= 25);
      }),
    );
    assert.equal(uiText('Jane [x] (y) $5 – “ü”'), 'Jane [x] (y) $5 – “ü”');
    assert.equal(oneLine('a\r\n\tb'), 'a b');
    assert.equal(oneLine('x'.repeat(300)).length, 200);
    assert.equal(valueText({ a: [1, null] }), '{"a":[1,null]}');
  });

  it('is what the status bar and the outcome of a call show of a page', () => {
    const page = hostilePage('[a](command:x) $(bell)\n');
    const url = 'ws://127.0.0.1:1/tool';
    const { text, tooltip } = statusText({ kind: 'connected', url, relay: 'r' }, [page]);
    const outcome = outcomeText(interactionMethods[0], {
      outcome: 'failed',
      errorMessage: '[a](command:x) $(bell)\n',
      durationMs: 1,
    });
    for (const shown of [text, tooltip, outcome.text]) assert.doesNotMatch(shown, /\]\(|\$\(|\n/);
  });
});

function written(parts: readonly TooltipPart[]): string {
  return parts.map((part) => ('markup' in part ? part.markup : part.text)).join('');
}

/** What Markdown shows for numeric references. */
function decoded(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
