import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';
import { DocumentTooLong, findProblems } from '../../../../src/language/checks/findProblems';
import type { Problem } from '../../../../src/language/checks/findProblems';
import { languageOf } from '../../../../src/language/documents';

const require = createRequire(import.meta.url);

/** Well-known packages of the registry that do not use the API, some of them minified. */
const packages = ['axe-core', 'eslint', 'preact', 'react-dom', 'ws'];

describe('The checks in code that does not use the API', () => {
  for (const name of packages) {
    it(`report nothing in ${name}`, async () => {
      const root = dirname(require.resolve(`${name}/package.json`));
      const files = await glob('**/*.{js,mjs,cjs,ts,html}', { cwd: root, ignore: ['node_modules/**'] });
      assert.ok(files.length > 0);
      for (const file of files) {
        const text = readFileSync(join(root, file), 'utf8');
        const language = languageOf(file) ?? '';
        assert.deepEqual(problems(text, language), [], file);
        // A mention of the API makes the checks read the whole file, whose functions may get the service then.
        const mention = 'const service = window.genesys.wwe.service; service.agent.get((reply) => use(reply.data));\n';
        assert.deepEqual(problems(mention + text, language), [], file);
      }
    });
  }
});

function problems(text: string, language: string): readonly Problem[] {
  try {
    return findProblems(text, language);
  } catch (error) {
    if (error instanceof DocumentTooLong) return [];
    throw error;
  }
}
