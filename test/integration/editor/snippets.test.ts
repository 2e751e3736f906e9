import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { snippetFiles } from '../../../scripts/contributions/snippets';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import { findProblems } from '../../../src/language/checks/findProblems';
import { readCode } from '../../../src/language/code';
import { scriptsOf } from '../../../src/language/syntax/script';

const root = join(import.meta.dirname, '../../..');

const languages = {
  'javascript.code-snippets': 'javascript',
  'typescript.code-snippets': 'typescript',
  'html.code-snippets': 'html',
} as const;

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

/** The text of a snippet in which nobody typed: each stop with its first text. */
function expanded({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replace(/\\([\\$}])/g, '$1');
}

describe('The snippets', () => {
  for (const [name, language] of Object.entries(languages)) {
    const snippets = Object.entries(JSON.parse(snippetFiles()[name] ?? '{}') as Record<string, Snippet>);

    it(`of ${language} are scripts without errors, in which the checks find nothing`, () => {
      // A call of blockMarkdone alone is only half of what its user goes on to write.
      for (const [title, snippet] of snippets) {
        const text = expanded(snippet);
        for (const { tree } of scriptsOf(text, language)) {
          tree.iterate({ enter: ({ type, from }) => assert.ok(!type.isError, `${title} at ${from}: ${text}`) });
        }
        const problems = findProblems(text, language, { off: new Set(['blocked-markdone']) });
        assert.deepEqual(
          problems.map(({ message }) => `${title}: ${message}`),
          [],
        );
      }
    });

    it(`of ${language} call each of the 74 methods, with all its arguments`, () => {
      const called = snippets.flatMap(([, snippet]) =>
        scriptsOf(expanded(snippet), language).flatMap((script) =>
          readCode(script).calls.services.map((call) => `${call.namespace}.${call.name} ${call.arguments.length}`),
        ),
      );
      for (const method of catalogue) {
        assert.ok(called.includes(`${serviceName(method)} ${method.parameters.length + 2}`), serviceName(method));
      }
    });
  }

  it('of TypeScript are right by the types of the API, with the names of the arguments declared', async () => {
    const snippets = JSON.parse(snippetFiles()['typescript.code-snippets'] ?? '{}') as Record<string, Snippet>;
    const names = new Set(catalogue.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
    const lines = [
      ...[...names].map((name) => `declare const ${name}: any;`),
      ...Object.entries(snippets).map(([title, snippet]) => `{ // ${title}\n${expanded(snippet)}\n}`),
      'export {};',
    ];
    const folder = await mkdtemp(join(tmpdir(), 'deskside-snippets-'));
    try {
      const file = join(folder, 'snippets.ts');
      await writeFile(file, lines.join('\n'));
      const program = ts.createProgram([file, join(root, 'media/types/genesys-wwe.d.ts')], {
        strict: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        types: [],
      });
      const problems = ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0, file: where }) => {
        const line = where?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${where?.text.split('\n')[line] ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      });
      assert.deepEqual(problems, []);
    } finally {
      await rm(folder, { recursive: true });
    }
  }).timeout(60_000);
});
