import assert from 'node:assert/strict';
import { readCode } from '../../../src/language/code';
import { literalArguments } from '../../../src/language/meaning/literals';
import { scriptsOf } from '../../../src/language/syntax/script';

/** The arguments that a script's last call says itself, as `[place, value]`. */
function written(script: string): readonly (readonly [number, unknown])[] {
  const [parsed] = scriptsOf(script, 'typescript');
  assert.ok(parsed);
  const { calls, meaning } = readCode(parsed);
  const call = calls.services.at(-1);
  assert.ok(call, script);
  return [...literalArguments(call, meaning)];
}

const s = 'genesys.wwe.service';

describe('The arguments that a call says itself', () => {
  const cases: Readonly<Record<string, readonly (readonly [number, unknown])[]>> = {
    [`${s}.interaction.accept('7', f, g)`]: [[0, '7']],
    [`${s}.interaction.accept(id, f, g)`]: [],
    [`const id = "7"; ${s}.interaction.accept(id, f, g)`]: [[0, '7']],
    [`let id = "7"; id = next(); ${s}.interaction.accept(id, f, g)`]: [],
    [`${s}.interaction.setUserData(id, { a: 'x', "b c": [1, -2.5, true, null] }, f, g)`]: [
      [1, { a: 'x', 'b c': [1, -2.5, true, null] }],
    ],
    [`${s}.interaction.setUserData('7', { a: value }, f, g)`]: [[0, '7']],
    [`${s}.interaction.setUserData('7', { ...others, a: 1 }, f, g)`]: [[0, '7']],
    [`${s}.interaction.setUserData('7', { a }, f, g)`]: [[0, '7']],
    [`${s}.interaction.setUserData('7', { a() {} }, f, g)`]: [[0, '7']],
    [`${s}.interaction.setUserData(\`7\`, {}, f, g)`]: [
      [0, '7'],
      [1, {}],
    ],
    [`${s}.interaction.setUserData(\`\${id}\`, {}, f, g)`]: [[1, {}]],
    // What the code leaves out is not asked for.
    [`${s}.voice.dial('100', () => {}, g)`]: [
      [0, '100'],
      [1, undefined],
    ],
    [`${s}.voice.dial(number, { a: 1 }, f, g)`]: [[1, { a: 1 }]],
    [`${s}.interaction.accept()`]: [],
    [`${s}.interaction.accept(...all)`]: [],
    [`${s}.sendMessage({ request: 'interaction.accept', parameters: ['7'] }, f, g)`]: [[0, '7']],
  };
  for (const [script, expected] of Object.entries(cases)) {
    it(script, () => assert.deepEqual(written(script), expected));
  }

  it('are texts as JavaScript reads them', () => {
    const text = String.raw`'it\'s\n\x41\u00e9\u{1F600}\q'`;
    assert.deepEqual(written(`${s}.interaction.accept(${text}, f, g)`), [[0, "it's\nAé😀q"]]);
  });

  it('are objects in which every key is a key', () => {
    const [[, value] = []] = written(`${s}.interaction.setUserData(id, { '__proto__': 'x' }, f, g)`);
    assert.ok(typeof value === 'object' && value !== null);
    assert.deepEqual(Object.entries(value), [['__proto__', 'x']]);
  });
});
