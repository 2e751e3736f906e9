import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { root } from '../../../scripts/hosts/paths';

const rule = 'boundaries/dependencies';

describe('Lint', () => {
  // The layers need no types, and a program of the whole project takes seconds to make.
  const eslint = new ESLint({
    cwd: root,
    ruleFilter: ({ ruleId }) => ruleId === rule,
    overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  });

  /** The imports that lint refuses in a file of this name. */
  async function refused(file: string, text: string): Promise<number> {
    const results = await eslint.lintText(text, { filePath: join(root, file) });
    const messages = results.flatMap((result) => result.messages);
    assert.deepEqual(
      messages.filter(({ ruleId }) => ruleId !== rule),
      [],
    );
    return messages.length;
  }

  const forms: Readonly<Record<string, (from: string) => string>> = {
    'an import': (from) => `import { it } from '${from}'; it();`,
    'an import of types': (from) => `import type { It } from '${from}'; export type Other = It;`,
    'import()': (from) => `void import('${from}');`,
    're-export': (from) => `export * from '${from}';`,
  };
  const upwards = [
    ['src/base/probe.ts', '../editor/deskside'],
    ['src/bridge/entries/probe.ts', '../../relay/relay'],
    ['src/simulator/desk/probe.ts', '../scenario/run/conditions'],
    ['src/presentation/text/probe.ts', '../../editor/deskside'],
    ['src/base/probe.ts', 'vscode'],
    ['src/session/probe.ts', 'ws'],
    ['src/protocol/probe.ts', 'node:fs'],
  ] as const;
  for (const [form, text] of Object.entries(forms)) {
    for (const [file, from] of upwards) {
      it(`refuses ${form} of ${from} in ${file}`, async () => {
        assert.equal(await refused(file, text(from)), 1);
      });
    }

    it(`takes ${form} of a lower layer, of the own one and of a package that the layer may use`, async () => {
      for (const from of ['../../base/serialQueue', './fewer', 'vscode', 'node:fs', 'valibot']) {
        assert.equal(await refused('src/editor/ui/probe.ts', text(from)), 0, from);
      }
    });
  }
});
