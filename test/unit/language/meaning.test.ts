import assert from 'node:assert/strict';
import { exportsOf } from '../../../src/language/exports';
import type { ApiValue } from '../../../src/language/meaning/apiValue';
import { callsOf } from '../../../src/language/meaning/calls';
import { Meaning } from '../../../src/language/meaning/meaning';
import type { ReadModule } from '../../../src/language/meaning/meaning';
import { scriptsOf } from '../../../src/language/syntax/script';

/** The services that a text calls, and the core members, as `subscribe`. */
function calledIn(text: string, language = 'typescript', readModule?: ReadModule): readonly string[] {
  return scriptsOf(text, language).flatMap((script) => {
    const { services, core } = callsOf(new Meaning(script, readModule));
    return [...services.map(({ namespace, name }) => `${namespace}.${name}`), ...core.map(({ member }) => member)];
  });
}

describe('The calls of the API in a script', () => {
  const ways: Readonly<Record<string, string>> = {
    'the whole path': 'genesys.wwe.service.interaction.accept(id)',
    'the window': 'window.genesys.wwe.service.interaction.accept(id)',
    'other names of the global object': 'globalThis.self.window.genesys.wwe.service.interaction.accept(id)',
    'optional links': 'window.genesys?.wwe?.service?.interaction?.accept?.(id)',
    'names in brackets': "window['genesys'].wwe['service'].interaction['accept'](id)",
    'an alias': 'const api = genesys.wwe.service; api.interaction.accept(id)',
    'an alias of an alias': 'let wwe = genesys.wwe; var s = wwe.service; const i = s.interaction; i.accept(id)',
    'a later assignment': 'let api; api = genesys.wwe.service; api.interaction.accept(id)',
    'a declaration taken apart': 'const { interaction } = genesys.wwe.service; interaction.accept(id)',
    'deep and renamed': 'const { wwe: { service: { interaction: i } } } = genesys; i.accept(id)',
    'a method taken out': 'const { accept } = genesys.wwe.service.interaction; accept(id)',
    'a parameter that is handed the service': 'function f(api) { api.interaction.accept(id) } f(genesys.wwe.service)',
    'a parameter taken apart': 'const f = (x, { interaction }) => interaction.accept(id); f(1, genesys.wwe.service)',
    'a parameter of a function expression': '(function (api) { api.interaction.accept(id) })(genesys.wwe.service)',
    'a default value': 'function f(api = genesys.wwe.service) { api.interaction.accept(id) }',
    'a typed parameter': 'function f(api: genesys.wwe.Service) { api.interaction.accept(id) }',
    'a typed namespace': 'const f = (calls: genesys.wwe.InteractionService) => calls.accept(id)',
    'a cast': '(window as any).genesys.wwe.service.interaction.accept(id)',
    'an assertion': 'genesys!.wwe!.service.interaction.accept(id)',
    'a guard': 'const api = window.genesys && genesys.wwe.service; api.interaction.accept(id)',
    'a fallback': 'const api = given ?? genesys.wwe.service; api.interaction.accept(id)',
    'a choice': 'const api = live ? genesys.wwe.service : mock; api.interaction.accept(id)',
    'what a function returns': 'function api() { return genesys.wwe.service } api().interaction.accept(id)',
    'what an arrow returns': 'const api = () => genesys.wwe.service; api().interaction.accept(id)',
    'a field of a class': 'class A { api = genesys.wwe.service; m() { this.api.interaction.accept(id) } }',
    'a private field': 'class A { #api = genesys.wwe.service; m() { this.#api.interaction.accept(id) } }',
    'a field set in the constructor':
      'class A { constructor() { this.api = genesys.wwe.service } m() { this.api.interaction.accept(id) } }',
    'an outer variable':
      'const api = genesys.wwe.service; function f() { if (x) { for (;;) { api.interaction.accept(id) } } }',
  };
  for (const [way, text] of Object.entries(ways)) {
    it(`are found by ${way}`, () => {
      assert.deepEqual(calledIn(text), ['interaction.accept']);
    });
  }

  const others: Readonly<Record<string, string>> = {
    'a variable of that name': 'const genesys = mine(); genesys.wwe.service.interaction.accept(id)',
    'a parameter of that name': 'function f(genesys) { genesys.wwe.service.interaction.accept(id) }',
    'an inner variable that hides an outer one':
      'const api = genesys.wwe.service; { const api = other; api.interaction.accept(id) }',
    'a property of something else': 'mine.genesys.wwe.service.interaction.accept(id)',
    'another path': 'genesys.wwe.services.interaction.accept(id); genesys.service.interaction.accept(id)',
    'a circle': 'let a = b, b = a; a.interaction.accept(id)',
    'the rest of a pattern of something else': 'const { ...api } = mine; api.interaction.accept(id)',
  };
  for (const [way, text] of Object.entries(others)) {
    it(`are not ${way}`, () => {
      assert.deepEqual(calledIn(text), []);
    });
  }

  it('are found in what a wrapper of the project exports', () => {
    const wrapper = exportsOf(
      new Meaning(
        scriptsOf(
          'export const { interaction } = genesys.wwe.service; const s = genesys.wwe.service; export { s as api }; export default s.voice;',
          'typescript',
        )[0] ?? assert.fail('no script'),
      ),
    );
    const readModule: ReadModule = (specifier) => (specifier === './api' ? wrapper : undefined);
    const users = [
      ["import { interaction } from './api'; interaction.accept(id)", 'interaction.accept'],
      ["import { api as a } from './api'; a.agent.get()", 'agent.get'],
      ["import voice from './api'; voice.dial('1')", 'voice.dial'],
      ["import * as all from './api'; all.interaction.accept(id)", 'interaction.accept'],
    ] as const;
    for (const [text, called] of users) assert.deepEqual(calledIn(text, 'typescript', readModule), [called], text);
    const again = new Meaning(
      scriptsOf("export * from './api'; export { api as other } from './api'", 'javascript')[0] ?? assert.fail(),
      readModule,
    );
    const expected: [string, ApiValue][] = [
      ['interaction', { kind: 'namespace', name: 'interaction' }],
      ['api', { kind: 'service' }],
      ['default', { kind: 'namespace', name: 'voice' }],
      ['other', { kind: 'service' }],
    ];
    assert.deepEqual([...exportsOf(again)], expected);
  });

  it('are found in scripts of HTML, Vue and Svelte, at their place in the document', () => {
    const call = 'genesys.wwe.service.interaction.accept(id)';
    const pages = [
      [
        'html',
        `<!doctype html><p title="<script>">${'x'.repeat(10)}</p><script>\n${call}\n</script><script type="application/json">${call}</script>`,
      ],
      ['html', `<button>{{ a }}</button><script type=module>${call}</script>`],
      [
        'vue',
        `<template><a @click="x > 1">y</a></template>\n<script setup lang="ts">\nconst a: number = 1; ${call}\n</script>\n<style>a { color: red }</style>`,
      ],
      ['svelte', `<script lang="ts">let a: string; ${call}</script>\n{#if a}<p>{a}</p>{/if}`],
    ] as const;
    for (const [language, text] of pages) {
      const [script] = scriptsOf(text, language);
      assert.ok(script !== undefined, text);
      const [found] = callsOf(new Meaning(script)).services;
      assert.equal(found?.node.from, text.indexOf(call), text);
      assert.deepEqual(calledIn(text, language), ['interaction.accept'], text);
    }
  });

  it('are found in JSX', () => {
    const text =
      'const A = () => <button onClick={() => genesys.wwe.service.interaction.accept(id)}>Accept {name}</button>';
    assert.deepEqual(calledIn(text, 'javascriptreact'), ['interaction.accept']);
    assert.deepEqual(calledIn(text, 'typescriptreact'), ['interaction.accept']);
  });

  it('are found where the text is half typed', () => {
    const texts = [
      'genesys.wwe.service.interaction.accept(',
      'if (x { genesys.wwe.service.interaction.accept(id) ',
      'const a = ; genesys.wwe.service.interaction.accept(id); function (',
    ];
    for (const text of texts) assert.deepEqual(calledIn(text), ['interaction.accept'], text);
  });

  it('know core members, methods that do not exist and namespaces that do not exist', () => {
    assert.deepEqual(
      calledIn(
        'genesys.wwe.service.subscribe([], f); genesys.wwe.service.interaction.acept(); genesys.wwe.service.x.y()',
      ),
      ['interaction.acept', 'x.y', 'subscribe'],
    );
  });
});
