import { SetupError } from './say';

/** A VS Code to test with, and the release of the npm package code-server that carries it. */
export interface VsCodeRelease {
  readonly vscode: string;
  readonly codeServer: string;
  /** Of code-server's archive. */
  readonly sha512: string;
  /** The packages to compile. Without spdlog no log channel has anything to show. */
  readonly native: readonly string[];
  /** Packages to install beside those that it asks for. */
  readonly added: readonly string[];
  /** The major version of Node that it needs at least, and the one to get where this process is older. */
  readonly node: { readonly major: number; readonly version: string };
}

export const vscodeReleases = {
  /** The oldest that `engines.vscode` allows; the last code-server that runs on Node 20 has it. */
  oldest: {
    vscode: '1.100.3',
    codeServer: '4.100.3',
    sha512: 'q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    native: ['@vscode/spdlog', 'native-watchdog'],
    // The first ripgrep that brings its program along; the one asked for would download it.
    added: ['@vscode/ripgrep@1.18.0'],
    node: { major: 20, version: '20.19.0' },
  },
  /** The newest that can be had. */
  newest: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    native: ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/sqlite3', '@vscode/fs-copyfile'],
    added: [],
    node: { major: 24, version: '24.22.3' },
  },
} as const satisfies Readonly<Record<string, VsCodeRelease>>;

/** The environment variable that says which release is used here and in all child processes. */
export const releaseVariable = 'DESKSIDE_VSCODE';

/**
 * The release that the environment asks for, the oldest by default.
 * @throws SetupError where it asks for one that is not there
 */
export function chosenRelease(): VsCodeRelease {
  const name = process.env[releaseVariable] ?? 'oldest';
  if (name === 'oldest' || name === 'newest') return vscodeReleases[name];
  throw new SetupError(`${releaseVariable} is ${name}: set it to oldest or newest.`);
}
