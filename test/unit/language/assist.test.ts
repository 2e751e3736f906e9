import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/language/assist/completion';
import { hoverAt } from '../../../src/language/assist/hover';
import { signatureAt } from '../../../src/language/assist/signature';
import { readCode } from '../../../src/language/code';
import { scriptsOf } from '../../../src/language/syntax/script';

/** A text with a place in it, marked by `|`. */
function at<T>(
  marked: string,
  find: (code: ReturnType<typeof readCode>, offset: number) => T,
  language = 'typescript',
): T {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, marked);
  const scripts = scriptsOf(marked.slice(0, offset) + marked.slice(offset + 1), language);
  const script = scripts.find(({ range }) => range.from <= offset && offset <= range.to);
  assert.ok(script !== undefined);
  return find(readCode(script), offset);
}

function labelsAt(marked: string): readonly string[] {
  return at(marked, completionsAt)?.items.map(({ label }) => label) ?? [];
}

describe('Completion in a script', () => {
  const s = 'genesys.wwe.service';
  const places: Readonly<Record<string, readonly string[]>> = {
    'genesys.|': ['wwe'],
    'genesys.wwe.|': ['service'],
    [`${s}.|`]: ['interaction', 'subscribe', 'targetWWEWindow', 'auth'],
    [`${s}.int|`]: ['interaction'],
    [`${s}.interaction.|\nfoo()`]: ['accept', 'consult', 'markdone'],
    [`${s}.interaction.ac|cept(id)`]: ['accept'],
    [`const { voice } = ${s}; voice.|`]: ['dial', 'hangUp'],
    [`if (x) { ${s}.configuration.| }`]: ['getOption', 'getContextualOption'],
    [`${s}.subscribe('|', f)`]: ['agent', 'interaction', 'outbound'],
    [`${s}.subscribe(['agent', 'in|'], f)`]: ['interaction'],
    [`${s}.subscribe('interaction', ({ data }) => data.|)`]: ['eventType', 'interaction', 'selectedCaseId'],
    [`${s}.subscribe('interaction', (m) => m.|)`]: ['event', 'data'],
    [`${s}.subscribe('interaction', (m) => { if (m.data.eventType === '|') f(); })`]: ['RINGING', 'CASE_SELECTED'],
    [`${s}.subscribe('interaction', (m) => { switch (m.data.interaction.state) { case '|': } })`]: ['TALKING', 'HELD'],
    [`${s}.subscribe('agent', ({ data }) => data.type === "|")`]: ['READY', 'NOT_READY'],
    [`${s}.interaction.getInteractions((reply) => reply.|)`]: ['data'],
    [`${s}.interaction.getInteractions(({ data }) => data.forEach((each) => each.|))`]: ['state', 'userData', 'ani'],
    [`${s}.agent.setState('|')`]: ['Ready', 'NotReady', 'AfterCallWork'],
    [`${s}.media.setState('|', 'Ready')`]: ['voice', 'chat', 'email'],
    [`${s}.interaction.consult('1', { type: '|' }, {}, {})`]: ['AGENT', 'SKILL'],
    [`${s}.interaction.consult('1', { | }, {}, {})`]: ['type', 'destination', 'media'],
    [`${s}.interaction.consult('1', { type: 'AGENT', de| }, {}, {})`]: ['destination'],
    [`${s}.system.popupToast({ | })`]: ['title', 'autoCloseTimeout'],
  };
  for (const [marked, expected] of Object.entries(places)) {
    it(`offers ${expected.join(', ')} at ${marked.replaceAll('\n', ' ')}`, () => {
      const labels = labelsAt(marked);
      assert.deepEqual(
        expected.filter((label) => !labels.includes(label)),
        [],
        labels.join(', '),
      );
    });
  }

  it('replaces the name that is begun, or the text between the quotes', () => {
    const ranges = [`${s}.interaction.ac|cept(id)`, `${s}.agent.setState('Re|')`].map((marked) => {
      const text = marked.replace('|', '');
      const range = at(marked, completionsAt)?.range;
      return range && text.slice(range.from, range.to);
    });
    assert.deepEqual(ranges, ['accept', 'Re']);
  });

  it('does not offer a key twice', () => {
    assert.ok(!labelsAt(`${s}.system.popupToast({ title: 'x', | })`).includes('title'));
  });

  for (const marked of [
    'mine.|',
    'x.genesys.|',
    '"genesys.|"',
    '// genesys.|',
    `${s}.interaction.accept('|')`,
    'const a = { | }',
  ]) {
    it(`offers nothing at ${marked}`, () => assert.deepEqual(labelsAt(marked), []));
  }
});

describe('Hover in a script', () => {
  const s = 'genesys.wwe.service';
  const places: Readonly<Record<string, RegExp>> = {
    [`${s}.interaction.acc|ept('1')`]: /^interaction\.accept\(interactionId, succeeded, failed\)/,
    [`const { acc|ept } = ${s}.interaction; accept('1')`]: /^$/,
    [`const { accept } = ${s}.interaction; acc|ept('1')`]: /^interaction\.accept/,
    [`${s}.inter|action.accept('1')`]: /^genesys\.wwe\.service\.interaction/,
    [`${s}.subs|cribe('agent', f)`]: /^subscribe\(events/,
    [`${s}.subscribe('ag|ent', f)`]: /^agent/,
    [`${s}.interaction.consult('1', { type: 'AG|ENT', destination: '1' })`]: /^AGENT/,
    [`${s}.subscribe('interaction', ({ data }) => data.interaction.rona|CallState)`]: /^interaction\.ronaCallState/,
    'mi|ne.accept()': /^$/,
  };
  for (const [marked, code] of Object.entries(places)) {
    it(`at ${marked} shows ${code.source}`, () => {
      assert.match(at(marked, hoverAt)?.description.code ?? '', code);
    });
  }

  it('says how certain a fact is, and when a method makes sense', () => {
    const text = at(`${s}.interaction.acc|ept('1')`, hoverAt)?.description.paragraphs.join('\n') ?? '';
    assert.match(text, /Documented by the vendor/);
    assert.match(text, /Makes sense in RINGING/);
  });
});

describe('In <script> of HTML, Vue and Svelte', () => {
  const calls = "const { voice } = genesys.wwe.service;\nvoice.ho|ld('7', () => {}, () => {});";
  const documents: Readonly<Record<string, string>> = {
    html: `<!doctype html>\n<p>voice.hold</p>\n<script>\n${calls}\n</script>\n`,
    vue: `<template>\n  <p>{{ text }}</p>\n</template>\n\n<script setup lang="ts">\n${calls}\n</script>\n`,
    svelte: `<script context="module">\nexport const a = 1;\n</script>\n<script lang="ts">\n${calls}\n</script>\n\n<p>{text}</p>\n`,
  };
  for (const [language, marked] of Object.entries(documents)) {
    it(`a hover, completion and the signature are those of the call, in ${language}`, () => {
      const offset = marked.indexOf('|');
      const hover = at(marked, hoverAt, language);
      assert.match(hover?.description.code ?? '', /^voice\.hold\(interactionId, succeeded, failed\)/);
      assert.deepEqual(hover?.range, { from: offset - 2, to: offset + 2 });
      const completion = at(marked, completionsAt, language);
      assert.ok(completion?.items.some(({ label }) => label === 'hangUp'));
      assert.deepEqual(completion?.range, hover.range);
      const inArguments = marked.replace('|', '').replace("'7'", "'7'|");
      assert.match(at(inArguments, signatureAt, language)?.label ?? '', /^voice\.hold\(/);
    });
  }
});

describe('The signature of a call', () => {
  const s = 'genesys.wwe.service';
  const places: Readonly<Record<string, string | undefined>> = {
    [`${s}.interaction.accept(|`]: 'interactionId',
    [`${s}.interaction.setUserData('1', |)`]: 'keyValues',
    [`${s}.interaction.setUserData('1', {}, (r) => {}, |)`]: 'failed',
    [`${s}.voice.dial('1', |)`]: 'userData?',
    [`${s}.subscribe(|)`]: 'events',
    [`${s}.interaction.accept(f(|))`]: 'interactionId',
    [`${s}.interaction.getInteractions(() => ${s}.voice.hold('1', |))`]: 'succeeded',
    [`${s}.interaction.accept('1')|`]: undefined,
    [`${s}.interaction.accept('1', a, b, |)`]: undefined,
    'f(|)': undefined,
  };
  for (const [marked, parameter] of Object.entries(places)) {
    it(`at ${marked} is at ${parameter ?? 'none'}`, () => {
      const found = at(marked, signatureAt);
      assert.equal(found?.parameters[found.active]?.label, parameter);
    });
  }
});
