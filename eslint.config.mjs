import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// The layers of "How it is built" in README.md: a folder of src/ may import itself and what is listed here, nothing else of src/.
const layers = {
  base: [],
  api: [],
  protocol: ['api', 'base'],
  relay: ['protocol', 'base'],
  bridge: ['protocol', 'api', 'base'],
  'simulator/desk': ['api', 'base'],
  'simulator/scenario': ['simulator/desk', 'api', 'base'],
  'simulator/ui': ['simulator/scenario', 'simulator/desk', 'api', 'base'],
  session: ['protocol', 'api', 'base'],
  debugger: ['protocol', 'api', 'base'],
  editor: ['session', 'debugger', 'simulator/scenario', 'api', 'protocol', 'relay', 'base'],
  cli: ['relay', 'session', 'simulator/scenario', 'simulator/desk', 'protocol', 'base'],
};

// Packages that only some layers can use where they run, or ought to.
const packages = {
  vscode: ['editor', 'extension.ts'],
  ws: ['relay', 'debugger', 'editor', 'cli'],
  preact: ['simulator/ui'],
  commander: ['cli'],
  yaml: ['simulator/scenario'],
  'node:*': ['relay', 'debugger', 'editor', 'cli'],
};

const layerRules = [
  ...Object.entries(layers).map(([layer, allowed]) => rulesOf(layer, `src/${layer}/**/*.{ts,tsx}`, allowed)),
  rulesOf('extension.ts', 'src/extension.ts', ['editor', 'session', 'base']),
];

function rulesOf(layer, files, allowed) {
  const forbidden = Object.keys(layers).filter((other) => other !== layer && !allowed.includes(other));
  return {
    files: [files],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            // Within simulator/ the way to simulator/desk is '../desk/'.
            ...forbidden.map((other) => ({
              regex: `^(\\./|(\\.\\./)+)(${other}|${other.split('/').at(-1)})/`,
              message: `${layer}/ must not import ${other}/ (see "How it is built" in README.md).`,
            })),
            ...Object.entries(packages)
              .filter(([, users]) => !users.includes(layer))
              .map(([name]) => ({ group: [name, `${name}/*`], message: `${name} has no place in ${layer}/.` })),
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'test-results/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['media/web/widget/*.js'],
    languageOptions: {
      globals: {
        window: 'readonly',
        document: 'readonly',
        URLSearchParams: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
  ...layerRules,
);
