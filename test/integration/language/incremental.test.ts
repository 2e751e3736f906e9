import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scriptsOf } from '../../../src/language/syntax/script';
import { seeded } from '../../support/seed';

const pieces = [
  '{',
  '}',
  '(',
  ')',
  '`',
  '${',
  "'",
  '/*',
  '*/',
  '//',
  '\n',
  'genesys.wwe',
  '.accept(',
  '<b>',
  '</b>',
  'x',
  '<script>',
  '</script>',
];
const start = Array.from({ length: 30 }, (_, i) => `function f${i}(a) {\n  return a.b(\`t \${a}\`, { a });\n}\n`).join(
  '',
);

describe('A script that is edited', () => {
  it('has the same tree as if it were parsed as a whole', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat(12), text: fc.constantFrom(...pieces, '') });
    fc.assert(
      fc.property(
        fc.constantFrom('javascript', 'typescriptreact', 'html'),
        fc.array(edit, { maxLength: 8 }),
        (language, edits) => {
          let text =
            language === 'html' ? `<p>\n<script>\n${start}</script>\n<script lang="ts">${start}</script>` : start;
          let scripts = scriptsOf(text, language);
          for (const { at, length, text: inserted } of edits) {
            const from = at % (text.length + 1);
            text = text.slice(0, from) + inserted + text.slice(from + length);
            scripts = scriptsOf(text, language, scripts);
            const whole = scriptsOf(text, language);
            assert.deepEqual(
              scripts.map(({ tree }) => positions(tree)),
              whole.map(({ tree }) => positions(tree)),
            );
          }
        },
      ),
      { numRuns: 50, ...seeded() },
    );
  });
});

/** Each node with its name and place: how the parser groups repeated nodes inside is left out. */
function positions(tree: ReturnType<typeof scriptsOf>[number]['tree']): readonly string[] {
  const found: string[] = [];
  tree.iterate({ enter: ({ name, from, to }) => void found.push(`${name} ${from}-${to}`) });
  return found;
}
