import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue, findMethod } from '../../../src/api/catalogue';
import type { Refusal } from '../../../src/protocol/messages';
import type { NewRecord, PageRecord } from '../../../src/protocol/records';
import { CallForm } from '../../../src/presentation/calls/callForm';
import { outcomeText } from '../../../src/presentation/calls/outcomeText';
import type { Question } from '../../../src/presentation/questions/question';
import { interactionChoices } from '../../../src/presentation/calls/deskChoices';
import { diagnosisText } from '../../../src/presentation/connection/diagnosis';
import { editorAdvice } from '../../../src/presentation/connection/diagnosisAdvice';
import { pageDescription, pageLogName, pageName } from '../../../src/presentation/connection/pageFacts';
import { statusText } from '../../../src/presentation/connection/statusText';
import { consentQuestion } from '../../../src/presentation/consent/consentQuestions';
import { InteractionTree } from '../../../src/presentation/interactions/interactionTree';
import type { TreeNode } from '../../../src/presentation/interactions/nodes';
import { userDataValueQuestion } from '../../../src/presentation/interactions/userDataQuestions';
import { logPayload, PageLog } from '../../../src/presentation/log/logLine';
import { pageLines, statusLine } from '../../../src/presentation/log/pageLines';
import { RefusalLog } from '../../../src/presentation/log/refusalLog';
import { silenceText } from '../../../src/presentation/log/silence';
import { Stories } from '../../../src/presentation/log/stories';
import { documentName, quoted, uiText } from '../../../src/presentation/text/text';
import { markdownText } from '../../../src/presentation/text/tooltip';
import { logText } from '../../../src/relay/logEntry';
import { checkCall } from '../../../src/session/calls/callCheck';
import { nastyText, shownProblem, tricks } from '../../support/nastyTexts';
import { TestPage } from './pages';

/** A page whose every text is this one. */
function nastyPage(text: string): TestPage {
  const short = text.slice(0, 300);
  const page = new TestPage({ title: short, location: `http://localhost:5173/${short}`, origin: short, number: 2 });
  for (const record of recordsOf(text)) {
    page.record(record);
    page.desk.apply(record);
  }
  return page;
}

function recordsOf(text: string): PageRecord[] {
  const value = Object.fromEntries<unknown>([
    [text, text],
    ['__proto__', text],
    ['constructor', { [text]: [text] }],
  ]);
  const interaction = {
    ...Object.fromEntries<unknown>([
      [text, text],
      ['__proto__', { state: 'inherited' }],
    ]),
    interactionId: `7${text}`,
    caseId: text,
    state: text,
    previousState: text,
    media: text,
    callType: text,
    ani: text,
    userData: value,
    parties: [{ name: text }, text, value],
    contact: { displayName: text, firstName: text, [text]: text },
    isMainCaseInteraction: true,
  };
  const consultation = {
    ...interaction,
    interactionId: `8${text}`,
    parentInteractionId: `7${text}`,
    isConsultation: true,
  };
  const parts: NewRecord[] = [
    {
      kind: 'desk',
      interactions: [interaction, consultation, { ...interaction, interactionId: text, caseId: '', contact: text }],
      agent: { firstname: text, lastname: text, username: text },
      media: [{ name: text, state: { operationName: text, displayName: text } }],
      services: [text, '*'],
      refused: { [text]: text, 'interaction.getInteractions': text },
      widgets: [
        { name: text, address: text, state: 'subscribed' },
        { name: `${text} `, address: `http://localhost:1/${text}`, state: 'silent', interactionId: `7${text}` },
      ],
    },
    {
      kind: 'event',
      name: 'interaction',
      data: { eventType: text, interaction: { ...interaction, userData: { [text]: 1 } } },
    },
    { kind: 'event', name: 'interaction', data: { eventType: 'CASE_SELECTED', selectedCaseId: text } },
    { kind: 'event', name: text, data: value },
    { kind: 'event', name: 'agent', data: { type: text } },
    { kind: 'call', callId: 'a', by: 'widget', widget: text, service: text, parameters: [text, value] },
    {
      kind: 'call',
      callId: 'b',
      by: 'widget',
      widget: text,
      service: 'interaction.consult',
      parameters: [text, { type: text, destination: text }, value],
    },
    { kind: 'call', callId: 'c', by: 'widget', service: 'interaction.selectCaseByCaseId', parameters: [text] },
    {
      kind: 'call',
      callId: 'd',
      by: 'widget',
      service: 'subscribe',
      parameters: [Array.from({ length: 1000 }, () => text.slice(0, 100))],
    },
    {
      kind: 'reply',
      callId: 'a',
      service: text,
      outcome: 'failed',
      errorMessage: text,
      durationMs: 1,
      data: interaction,
    },
    { kind: 'reply', callId: 'b', service: 'interaction.consult', outcome: 'succeeded', durationMs: 1, data: value },
    { kind: 'reply', callId: 'c', service: 'interaction.selectCaseByCaseId', outcome: 'timedOut', durationMs: 1 },
    {
      kind: 'reply',
      callId: 'e',
      service: 'agent.getStateList',
      outcome: 'succeeded',
      durationMs: 1,
      data: [{ operationName: text, displayName: text }],
    },
    { kind: 'message', data: text },
    { kind: 'notice', level: 'warning', text },
  ];
  return parts.map((part, index) => ({ ...part, seq: index + 1, time: 1_000_000 }));
}

function treeOf(page: TestPage): InteractionTree {
  return new InteractionTree({ pages: new Map([[page.id, page]]) }, () => '10:02');
}

function allNodes(tree: InteractionTree, nodes: readonly TreeNode[] = tree.roots()): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(tree, tree.children(node))]);
}

function textsOf(question: Question): string[] {
  const choices = question.kind === 'pick' ? question.lists.flatMap((list) => list.choices) : [];
  return [
    question.prompt,
    ...choices.flatMap(({ label, description, detail }) => [label, description ?? '', detail ?? '']),
  ];
}

/** What each place shows of a page whose every text is this one: one line each, of at most so many characters. */
const places: Readonly<
  Record<string, { readonly most: number; readonly isUi?: true; readonly of: (text: string) => readonly string[] }>
> = {
  'labels and descriptions of the tree': {
    most: 200,
    of: (text) => {
      const tree = treeOf(nastyPage(text));
      return allNodes(tree).flatMap((node) => {
        const view = tree.view(node);
        return [view?.label ?? '', view?.description ?? ''];
      });
    },
  },
  'names of pages': { most: 80, of: (text) => [pageName(nastyPage(text).info), pageLogName(nastyPage(text).info)] },
  'the line of the log about a record': {
    most: 1200,
    of: (text) => {
      const [page, log] = [new TestPage(), new PageLog()];
      return recordsOf(text).flatMap((record) => {
        const change = page.desk.apply(record);
        return [false, true].map((all) => log.line(record, all, change).text);
      });
    },
  },
  'payloads in the log': {
    most: 20_000,
    of: (text) => recordsOf(text).flatMap((record) => [logPayload(record, false), logPayload(record, true)]),
  },
  'lines of the log about pages and connections': {
    most: 800,
    of: (text) => {
      const { info } = nastyPage(text);
      const refusal = { role: 'page', reason: 'origin', origin: text, title: text, keyMatches: true } as const;
      return [
        ...pageLines(new Map(), new Map([[info.page, info]])),
        statusLine({ kind: 'trouble', url: text, message: text, retrying: true }),
        statusLine({ kind: 'connected', url: text, relay: text }),
        new RefusalLog().line(refusal) ?? { text: '' },
        { text: logText({ kind: 'toolOpened', name: text }) },
      ].map((line) => line.text);
    },
  },
  'lines of a story': {
    most: 1300,
    of: (text) => {
      const [page, log, stories] = [nastyPage(text), new PageLog(), new Stories()];
      stories.add(
        page,
        recordsOf(text).map((record) => log.line(record, true)),
      );
      return stories.text(page, `7${text}`).split('\n');
    },
  },
  'the question of consent': {
    most: 300,
    isUi: true,
    of: (text) => [
      consentQuestion('https://a.example', { title: text }),
      consentQuestion('https://a.example', { title: text, held: true }),
    ],
  },
  messages: {
    most: 700,
    isUi: true,
    of: (text) =>
      catalogue
        .slice(0, 1)
        .flatMap((method) => [
          silenceText(text, 3),
          outcomeText(method, { outcome: 'failed', errorMessage: text, durationMs: 1 }).text,
          uiText(messageOf(() => checkCall(text, []))),
          `${quoted(text)} does not let Deskside in.`,
        ]),
  },
  'questions and their choices': {
    most: 400,
    isUi: true,
    of: (text) => {
      const page = nastyPage(text);
      const questions = [
        'interaction.accept',
        'interaction.consult',
        'interaction.selectCaseByCaseId',
        'interaction.deleteUserData',
        'media.setReady',
        'agent.setState',
      ]
        .flatMap((service) => findMethod(service) ?? [])
        .flatMap((method) => {
          const form = new CallForm(method, page, {});
          form.answer(0, `7${text}`);
          return Array.from({ length: form.length }, (_, index) => form.question(index));
        });
      return [
        ...questions.flatMap(textsOf),
        userDataValueQuestion(text, { a: 1 }).prompt,
        pageDescription(page),
        pageDescription(Object.assign(page, { info: { ...page.info, place: 'simulator', own: true } })),
        ...interactionChoices(page.desk)
          .flatMap(({ choices }) => choices)
          .flatMap(({ label, description }) => [label, description ?? '']),
      ];
    },
  },
  'the status bar': {
    most: 600,
    isUi: true,
    of: (text) => {
      const page = nastyPage(text);
      const statuses = [
        statusText({ kind: 'connected', url: text, relay: text }, [page]),
        statusText({ kind: 'connecting', url: text }, []),
        statusText({ kind: 'trouble', url: text, message: text, retrying: true }, []),
      ];
      return statuses.flatMap((status) => [status.text, status.tooltip]);
    },
  },
  'lines of the connection report': {
    most: 900,
    of: (text) => {
      const page = nastyPage(text);
      const refusal: Refusal = { role: 'page', reason: 'origin', origin: text, title: text, keyMatches: true };
      return diagnosisText({
        environment: [],
        trusted: true,
        advice: editorAdvice,
        address: 'http://127.0.0.1:1',
        owner: 'here',
        startFailure: text,
        status: { kind: 'connected', url: text, relay: text },
        answer: 'relay',
        hasScript: true,
        scriptLoadedAgoMs: 1,
        allowedOrigins: [text],
        refusals: [{ ...refusal, agoMs: 1 }],
        pages: [page],
      }).split('\n');
    },
  },
  'names of documents': { most: 40, of: (text) => [documentName(text)] },
};

function messageOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('a text of a page', () => {
  for (const [place, { most, isUi, of }] of Object.entries(places)) {
    const check = (text: string): void => {
      for (const shown of of(text)) {
        assert.equal(shownProblem(shown), undefined, JSON.stringify(shown.slice(0, 300)));
        assert.ok(shown.length <= most, `${shown.length} characters: ${shown.slice(0, 300)}`);
        if (isUi === true) assert.doesNotMatch(shown, /\]\(|\$\(/);
      }
    };
    it(`is one short line of text and nothing else in ${place}`, () => {
      for (const trick of Object.values(tricks)) check(trick);
      fc.assert(fc.property(nastyText, check), { numRuns: 20 });
    });
  }

  it('is neither markup, link, picture nor address in a tooltip', () => {
    const check = (text: string): void => {
      const tree = treeOf(nastyPage(text));
      for (const node of allNodes(tree)) {
        const markdown = markdownText(tree.tooltip(node));
        assert.match(markdown, /^(?:[\p{L}\p{N}*\s]|&#\d{1,7};)*$/u);
        assert.ok(markdown.length < 40_000, `${markdown.length}`);
        assert.doesNotMatch(markdown, /&#(?:8206|8207|823[4-8]|829[4-7]|27|10|13|0);/, 'what is not shown');
      }
    };
    for (const trick of Object.values(tricks)) check(trick);
    fc.assert(fc.property(nastyText, check), { numRuns: 20 });
  });

  it('does not end the quotation in which it stands', () => {
    const marks = [
      '"',
      '\u201c',
      '\u201d',
      '\u201e',
      '\u201f',
      '\u00ab',
      '\u00bb',
      '\u2033',
      '\u02ba',
      '\u02ee',
      '\u275e',
      '\u301e',
      '\uff02',
      '\u05f4',
    ];
    const closing = fc.array(
      fc.oneof(fc.constantFrom(...marks, "''", '\u2019\u2019', '``'), fc.string({ maxLength: 5 })),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          nastyText,
          closing.map((parts) => parts.join('')),
        ),
        (text) => {
          const inner = /^\u201c(.*)\u201d$/u.exec(quoted(text))?.[1] ?? '';
          assert.doesNotMatch(
            inner,
            /[\p{Quotation_Mark}\u2032-\u2037\u02ba\u02ee]{2}|(?!\u2019)[\p{Quotation_Mark}\u2033\u02ba\u02ee\u05f4]/u,
          );
        },
      ),
    );
    assert.equal(
      consentQuestion('https://evil.example', { title: 'Payroll" at https://desk.example wants to connect. Allow it' }),
      'The page “Payroll’ at https://desk.example wants to connect. Allow it” at https://evil.example wants to connect to Deskside. Allow it only if the page is yours.',
    );
  });
});
