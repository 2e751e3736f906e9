import assert from 'node:assert/strict';
import fc from 'fast-check';
import { terminalJson, terminalLine } from '../../../src/cli/terminalText';

/** Texts by others, among them what terminals and CI servers take for something else than a text. */
const foreign = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\u001b[2J',
        '\u001b]0;title\u0007',
        '\u009b31m',
        '\r',
        '\n',
        '\u2028',
        '\u202e',
        '\u200b',
        '::warning::x',
        '::',
        ' ',
        '##[error]x',
        '##vso[task.complete]',
        '##teamcity[message]',
        '#',
        '\ud800',
        '✓ all steps passed',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** What GitHub, Azure Pipelines and TeamCity take for a command, as their runners look for it. */
function isCommand(line: string): boolean {
  return line.trimStart().startsWith('::') || /##([a-z]*)\[/i.test(line);
}

describe('a text by others on a terminal', () => {
  it('is one line without anything that is not seen, and no command of a CI server', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const line = terminalLine(text);
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        assert.ok(!isCommand(line), line);
      }),
    );
  });

  it('stays as it is where it is harmless', () => {
    for (const text of ['', 'The widget accepts the call', 'std::vector', '# Title', 'ünïcödé 🎉', 'a\\b', '100 %']) {
      assert.equal(terminalLine(text), text);
    }
  });

  it('shows what it makes harmless', () => {
    assert.equal(terminalLine('\u001b[31mred\nnext'), '\\u001b[31mred\\u000anext');
    assert.equal(terminalLine('::warning::x'), '\\u003a:warning::x');
    assert.equal(terminalLine('a ##[error]b'), 'a #\\u0023[error]b');
  });

  it('is cut off where it is far too long', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (length) => {
        assert.ok(terminalLine('\u001b'.repeat(length)).length < 15_000);
      }),
    );
  });

  it('is the same text in JSON once that is parsed', () => {
    fc.assert(
      fc.property(foreign, foreign, (key, text) => {
        const value = { [key]: [text] };
        const json = terminalJson(value);
        assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(value)));
        assert.doesNotMatch(json, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        assert.ok(!isCommand(json), json);
      }),
    );
  });
});
