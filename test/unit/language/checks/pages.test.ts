import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import { checks } from '../../../../src/language/checks/checks';
import { findProblems } from '../../../../src/language/checks/findProblems';

const folder = join(import.meta.dirname, '../../../../docs/checks');
const languages: Readonly<Record<string, string>> = { js: 'javascript', ts: 'typescript', html: 'html' };

describe('The pages of the checks', () => {
  it('are one for each check, and an index in the order of the checks', () => {
    const names = checks.map(({ name }) => name);
    const pages = readdirSync(folder).filter((file) => file !== 'README.md');
    assert.deepEqual(pages.toSorted(), names.map((name) => `${name}.md`).toSorted());
    const index = readFileSync(join(folder, 'README.md'), 'utf8');
    const rows = [...index.matchAll(/^\| \[([a-z-]+)\]\(\1\.md\) +\| (\w+) /gm)];
    assert.deepEqual(
      rows.map(([, name, severity]) => [name, severity]),
      checks.map(({ name, severity }) => [name, severity]),
    );
  });

  for (const { name, severity } of checks) {
    it(`show for ${name} code that is reported and code that is not`, () => {
      const page = readFileSync(join(folder, `${name}.md`), 'utf8');
      assert.match(page, new RegExp(`^Severity: ${severity}\\.`, 'm'));
      assert.deepEqual([...new Set(problemsUnder('Wrong', page))], [name]);
      assert.deepEqual(problemsUnder('Right', page), []);
    });

    it(`say for ${name} how to switch it off, and that does`, () => {
      const page = readFileSync(join(folder, `${name}.md`), 'utf8');
      const { text, language } = codeUnder('Wrong', page);
      const { text: comment } = codeUnder('Switch it off', page);
      const directive = `deskside-ignore-next-line ${name}`;
      assert.equal(comment, language === 'html' ? `<!-- ${directive} -->` : `// ${directive}`);
      assert.deepEqual(findProblems(text, language, { off: new Set([name]) }), []);
      const suppressed = findProblems(text, language).map(({ range }) => {
        const lineStart = text.lastIndexOf('\n', range.from) + 1;
        return findProblems(`${text.slice(0, lineStart)}${comment}\n${text.slice(lineStart)}`, language).length;
      });
      assert.ok(suppressed.every((count) => count < suppressed.length));
    });
  }
});

function problemsUnder(heading: string, page: string): readonly string[] {
  const { text, language } = codeUnder(heading, page);
  return findProblems(text, language).map(({ check }) => check);
}

function codeUnder(heading: string, page: string): { readonly text: string; readonly language: string } {
  const tokens = marked.lexer(page);
  const start = tokens.findIndex((token) => token.type === 'heading' && token.text === heading);
  const code = tokens.slice(start).find((token) => token.type === 'code');
  assert.ok(code?.type === 'code' && typeof code.text === 'string' && typeof code.lang === 'string');
  const language = languages[code.lang];
  assert.ok(language !== undefined);
  return { text: code.text, language };
}
