/** The manifest of the package: the root's own needs VS Code. */
export function packageManifest(root: Readonly<Record<string, unknown>>): object {
  const { name, version, license } = root;
  return {
    name,
    version,
    description: 'Test integrations of Genesys Agent Workspace: a simulated Workspace for Playwright and for CI.',
    keywords: ['genesys', 'agent workspace', 'service client api', 'contact center', 'widget', 'playwright', 'test'],
    license,
    type: 'commonjs',
    engines: { node: '>=20.19' },
    bin: { deskside: 'dist/cli.js' },
    exports: {
      './client': entry('client'),
      './playwright': entry('playwright'),
      './types': { types: './types/index.d.ts', default: './types/index.js' },
      './package.json': './package.json',
    },
    peerDependencies: { '@playwright/test': '>=1.45.0' },
    peerDependenciesMeta: { '@playwright/test': { optional: true } },
  };
}

/** The files stand where old ways of resolution look for them, too. */
function entry(name: string): object {
  return {
    import: { types: `./${name}.d.mts`, default: `./${name}.mjs` },
    require: { types: `./${name}.d.ts`, default: `./${name}.js` },
  };
}
