import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';
import { marked } from 'marked';
import type { Token } from 'marked';
import { catalogue } from '../../../src/api/catalogue';

const root = join(import.meta.dirname, '../../..');
const pages = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
})
  .toString()
  .split('\0')
  .filter((path) => path !== '');

describe('The documentation', () => {
  it('has a README of at most 200 lines', () => {
    assert.ok(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length <= 200);
  });

  it('tells how many methods there are, in all or of interaction', () => {
    const counts = [catalogue, catalogue.filter(({ namespace }) => namespace === 'interaction')].map(
      ({ length }) => `${length} methods`,
    );
    // The changelog tells of what was.
    for (const page of pages.filter((name) => name !== 'CHANGELOG.md')) {
      const told = readFileSync(join(root, page), 'utf8').match(/\d+ methods/g) ?? [];
      assert.deepEqual(
        told.filter((count) => !counts.includes(count)),
        [],
        page,
      );
    }
  });

  for (const page of pages) {
    it(`has no dead link or anchor in ${page}`, () => {
      assert.deepEqual(
        linksOf(page).filter((link) => !leadsSomewhere(page, link)),
        [],
      );
    });
  }
});

function linksOf(page: string): readonly string[] {
  const links: string[] = [];
  void marked.walkTokens(tokensOf(join(root, page)), (token) => {
    if ((token.type === 'link' || token.type === 'image') && typeof token.href === 'string') links.push(token.href);
    if (token.type === 'html') {
      for (const [, address = ''] of token.raw.matchAll(/(?:src|srcset|href)="([^"]*)"/g)) links.push(address);
    }
  });
  return links;
}

/** Links to the web are not followed: tests run without a network. */
function leadsSomewhere(page: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(root, page) : resolve(root, dirname(page), path);
  if (!existsSync(target)) return false;
  return anchor === undefined || (statSync(target).isFile() && anchorsOf(target).has(anchor));
}

function anchorsOf(file: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = tokensOf(file).filter((token) => token.type === 'heading');
  return new Set(headings.map((heading) => slugger.slug(plainText(heading))));
}

/** A heading's text as it is rendered, without marks. */
function plainText(token: Token): string {
  if ('tokens' in token) return token.tokens.map(plainText).join('');
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function tokensOf(file: string): Token[] {
  return marked.lexer(readFileSync(file, 'utf8'));
}
