import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentTooLong, findProblems } from '../../../../src/language/checks/findProblems';
import { checks } from '../../../../src/language/checks/checks';
import { seeded } from '../../../support/seed';
import { problemsOf, readExamples } from '../../../unit/language/checks/support/examples';

const examples = readExamples();
const scripts = examples.filter(({ language }) => ['javascript', 'typescript'].includes(language));

/** Right code that means the same within a function. */
const whole = scripts.filter(
  ({ wrong, text }) => !wrong && !/^\s*(?:import|export)\b|^\s*\/\/\/|import\.meta/m.test(text),
);

/** What an author may be typing in the line before. */
const halfTyped = [
  'genesys.wwe.service.',
  'genesys.wwe.service.interaction.accept(',
  "genesys.wwe.service.subscribe('agent',",
  'const { interaction } = ',
  'const {',
  'if (',
  'if (a) {',
  'show(a, ',
  'const halfTyped = [',
  'x => ',
  "'",
  'return',
  'await',
  '}',
  ')',
  '/** ',
];

describe('The checks on bad input', () => {
  it('take every beginning of an example', () => {
    for (const { name } of checks) {
      const longest = examples
        .filter(({ check }) => check === name)
        .reduce((one, other) => (one.text.length < other.text.length ? other : one));
      for (let end = 0; end <= longest.text.length; end++) findProblems(longest.text.slice(0, end), longest.language);
    }
  });

  it('take what is left of an example when a piece is cut out or put elsewhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        ({ text, language }, from, length, to) => {
          const start = from % text.length;
          const end = Math.min(text.length, start + (length % 60));
          const rest = text.slice(0, start) + text.slice(end);
          const place = to % (rest.length + 1);
          findProblems(rest, language);
          findProblems(rest.slice(0, place) + text.slice(start, end) + rest.slice(place), language);
        },
      ),
      { numRuns: 500, ...seeded() },
    );
  });

  it('take any text in any language', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'genesys.wwe.service',
        '.subscribe(',
        '<script>',
        '</script>',
        '`${',
        '{',
        '(',
        "'",
        '\r',
        '=>',
        '/*',
        'class A {',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('javascript', 'typescript', 'javascriptreact', 'typescriptreact', 'html', 'vue', 'svelte'),
        (pieces, language) => void findProblems(`genesys ${pieces.join('')}`, language),
      ),
      { numRuns: 500, ...seeded() },
    );
  });

  it('say nothing of right code beside half-typed code', () => {
    const tail = fc.constantFrom(...scripts).chain(({ text }) => fc.nat(text.length).map((end) => text.slice(0, end)));
    fc.assert(
      fc.property(fc.constantFrom(...whole), tail, ({ text, language }, after) => {
        const before = `async function whole() {\n${text}\n}\n`;
        const found = findProblems(`${before}\nfunction other() {\n${after}`, language);
        assert.deepEqual(
          found.filter(({ range }) => range.to <= before.length),
          [],
        );
      }),
      { numRuns: 500, ...seeded() },
    );
  });

  for (const line of halfTyped) {
    it(`say nothing of right code behind a line such as ${line}`, () => {
      for (const { text, language, check, title } of whole) {
        const found = findProblems(`${line}\n\nasync function whole() {\n${text}\n}\n`, language);
        assert.deepEqual(
          found.map(({ message }) => `${check}: ${title}: ${message}`),
          [],
        );
      }
    });
  }

  for (const [name, end] of Object.entries({ 'CR LF': '\r\n', CR: '\r' })) {
    it(`find the same with lines that end in ${name}`, async () => {
      for (const example of examples) {
        const text = example.text.replaceAll('\n', end);
        const there = await problemsOf({ ...example, text });
        const here = await problemsOf(example);
        assert.deepEqual(
          there.map(({ check, range }) => [check, text.slice(range.from, range.to).replaceAll(end, '\n')]),
          here.map(({ check, range }) => [check, example.text.slice(range.from, range.to)]),
          `${example.check}: ${example.title}`,
        );
      }
    });
  }

  it('find the same with mixed ends of lines', async () => {
    for (const example of examples) {
      const ends = ['\n', '\r\n'];
      let line = 0;
      const text = example.text.replace(/\n/g, () => ends[line++ % 2] ?? '\n');
      const [there, here] = [await problemsOf({ ...example, text }), await problemsOf(example)];
      assert.deepEqual(
        there.map(({ check }) => check),
        here.map(({ check }) => check),
        `${example.check}: ${example.title}`,
      );
    }
  });

  it('give up on a file of 2 MB that mentions the API, and have nothing to read in another', () => {
    const statement = 'show(1);\n';
    const long = statement.repeat(Math.ceil(2_000_000 / statement.length));
    assert.throws(() => findProblems(`genesys.wwe.service.agent.get(ok);\n${long}`, 'javascript'), DocumentTooLong);
    assert.deepEqual(findProblems(long, 'javascript'), []);
  });
});
