import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

// The layers of docs/architecture.md: a folder of src/ may import itself and what is listed here, nothing else of src/.
const layers = {
  base: [],
  api: ['base'],
  protocol: ['api', 'base'],
  model: ['protocol', 'api', 'base'],
  relayClient: ['protocol', 'base'],
  relay: ['relayClient', 'model', 'protocol', 'base'],
  bridge: ['model', 'protocol', 'api', 'base'],
  'simulator/desk': ['api', 'base'],
  'simulator/scenario': ['simulator/desk', 'api', 'base'],
  'simulator/replay': ['simulator/scenario', 'simulator/desk', 'api', 'base'],
  'simulator/ui': ['simulator/replay', 'simulator/scenario', 'simulator/desk', 'api', 'base'],
  language: ['api', 'base'],
  debugger: ['relayClient', 'protocol', 'api', 'base'],
  headless: [
    'agents',
    'presentation',
    'debugger',
    'simulator/ui',
    'trace',
    'simulator/replay',
    'simulator/scenario',
    'simulator/desk',
    'relay',
    'relayClient',
    'protocol',
    'api',
    'base',
  ],
  session: ['relayClient', 'model', 'protocol', 'api', 'base'],
  trace: ['model', 'simulator/replay', 'simulator/scenario', 'simulator/desk', 'protocol', 'api', 'base'],
  presentation: ['session', 'relayClient', 'model', 'protocol', 'api', 'base'],
  timeline: ['presentation', 'base'],
  sharedRelay: ['session', 'relay', 'relayClient', 'protocol', 'base'],
  agents: [
    'presentation',
    'session',
    'trace',
    'language',
    'simulator/scenario',
    'simulator/desk',
    'model',
    'protocol',
    'api',
    'base',
  ],
  testkit: [
    'presentation',
    'trace',
    'simulator/ui',
    'simulator/scenario',
    'simulator/desk',
    'relay',
    'relayClient',
    'protocol',
    'api',
    'base',
  ],
  editor: [
    'agents',
    'headless',
    'sharedRelay',
    'presentation',
    'trace',
    'language',
    'session',
    'debugger',
    'simulator/replay',
    'simulator/scenario',
    'simulator/desk',
    'relay',
    'relayClient',
    'model',
    'protocol',
    'api',
    'base',
  ],
  cli: [
    'agents',
    'headless',
    'trace',
    'sharedRelay',
    'language',
    'relay',
    'relayClient',
    'presentation',
    'session',
    'simulator/scenario',
    'simulator/desk',
    'protocol',
    'base',
  ],
};

// src/extension.ts stands beside the layers.
const entryMayImport = ['editor', 'presentation', 'base'];

// Packages that only some layers can use where they run, or ought to.
const packages = {
  vscode: ['editor'],
  ws: ['relay', 'relayClient', 'debugger', 'editor', 'cli'],
  preact: ['simulator/ui', 'timeline'],
  commander: ['cli'],
  yaml: ['simulator/scenario'],
  '@modelcontextprotocol/*': ['cli'],
  '@valibot/to-json-schema': ['agents'],
  'node:*': ['relay', 'relayClient', 'trace', 'debugger', 'headless', 'testkit', 'editor', 'cli'],
  '@playwright/test': ['testkit'],
  'chrome-launcher': ['headless'],
};

const elements = (types) => ({ element: { types: { anyOf: types } } });

const layerRules = {
  files: ['src/**/*.{ts,tsx}'],
  plugins: { boundaries },
  settings: {
    'boundaries/elements': Object.keys(layers).map((type) => ({ type, pattern: `src/${type}` })),
    'boundaries/files': [{ category: 'entry', pattern: 'src/extension.ts' }],
    // `import()` counts as `import` does.
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
    'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } },
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        message: 'src/{{from.element.type}} must not import this (see docs/architecture.md).',
        policies: [
          { allow: { to: { module: { origin: ['external', 'core'] } } } },
          ...Object.entries(layers).map(([layer, allowed]) => ({
            from: elements([layer]),
            allow: { to: elements([layer, ...allowed]) },
          })),
          { from: { file: { categories: 'entry' } }, allow: { to: elements(entryMayImport) } },
          ...Object.entries(packages).map(([name, users]) => ({
            from: elements(Object.keys(layers).filter((layer) => !users.includes(layer))),
            disallow: { to: { module: { source: name } } },
          })),
        ],
      },
    ],
  },
};

export default tseslint.config(
  {
    ignores: ['dist/', '.cache/', 'test-results/', 'node_modules/', 'test/integration/types/examples/', 'media/types/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['templates/**'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-deprecated': [
        'error',
        // For all but its advanced uses, of which ours is one: tools with schemas of their own.
        { allow: [{ from: 'package', package: '@modelcontextprotocol/sdk', name: 'Server' }] },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    // Their types are checked where a project is made of them: test/e2e/newWidget.test.ts.
    files: ['templates/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
  },
  {
    files: ['templates/plain/src/*.js'],
    languageOptions: { globals: { document: 'readonly' } },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['media/web/widget/*.js', 'media/panel/*.js'],
    languageOptions: {
      globals: {
        window: 'readonly',
        document: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        MutationObserver: 'readonly',
        acquireVsCodeApi: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
  layerRules,
);
