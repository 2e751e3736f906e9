import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureCodeServer } from './codeServer';
import { ChildTree, run } from './processes';
import { SetupError } from './say';
import { chosenRelease } from './vscodeReleases';

const listening = /Extension host agent listening on (\d+)/;
const startupMs = 30_000;

/** Settings of VS Code by their names. */
export type Settings = Readonly<Record<string, unknown>>;

/** The address of a file on the server, in the parts that VS Code's configuration is given. */
export interface RemotePath {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

export interface ServerOptions {
  /** Where the server keeps its data: settings, extensions, logs. */
  readonly dataDir: string;
  /** 0, the default, is any free one. */
  readonly port?: number;
  /** Settings to begin with, for everyone who opens it. */
  readonly settings?: Settings;
  /** A folder with the extensions to have instead of those that VS Code brings along. */
  readonly builtinExtensions?: string;
  /** The folder with the extensions that the user has installed; by default one of its own, which is empty. */
  readonly extensionsDir?: string;
  /** `false`: the folder is not trusted, and the user is not asked as the window opens. By default all is trusted. */
  readonly trusted?: boolean;
  /** The folder that is open, or the file of the workspace, unless the address is given another. */
  readonly opened?: { readonly folder: string } | { readonly workspace: string };
  readonly env?: NodeJS.ProcessEnv;
  /** Hears what the server writes. */
  readonly onOutput?: (text: string) => void;
}

const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'chat.sendElementsToChat.enabled': false,
  // Newer versions open settings above the other editors.
  'workbench.editor.useModal': 'off',
};

const silentTrust: Settings = {
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** A running VS Code server on loopback, to be opened in a browser. It lets in whoever has its address with the token. */
export class VsCodeServer {
  private constructor(
    private readonly child: ChildTree,
    readonly port: number,
    private readonly token: string,
    private readonly opened: ServerOptions['opened'],
  ) {}

  /** @throws SetupError if it does not start */
  static async start(options: ServerOptions): Promise<VsCodeServer> {
    const { main, node } = await ensureCodeServer(chosenRelease());
    const trusted = options.trusted ?? true;
    const settings = { ...quietSettings, ...(trusted ? {} : silentTrust), ...options.settings };
    await writeSettings(options.dataDir, settings);
    const token = randomBytes(16).toString('hex');
    const child = new ChildTree(
      node,
      [
        ...['--import', pathToFileURL(join(import.meta.dirname, 'mintKey.mjs')).href],
        main,
        ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token],
        ...['--accept-server-license-terms', '--server-data-dir', options.dataDir, '--telemetry-level', 'off'],
        ...['--disable-getting-started-override', '--disable-update-check'],
        ...(trusted ? ['--disable-workspace-trust'] : []),
        ...(options.builtinExtensions === undefined ? [] : ['--builtin-extensions-dir', options.builtinExtensions]),
        ...(options.extensionsDir === undefined ? [] : ['--extensions-dir', options.extensionsDir]),
      ],
      {
        stdio: 'pipe',
        // By default this build sends every loopback address through a proxy that only code-server itself has.
        env: { ...process.env, ...options.env, VSCODE_PROXY_URI: '' },
      },
    );
    try {
      return new VsCodeServer(child, await portOf(child, options.onOutput), token, options.opened);
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  /** The address to open; `query` adds to it. */
  address(query: Readonly<Record<string, string>> = {}): string {
    // The same folder by default has another address in the page than files have for extensions.
    return `http://127.0.0.1:${this.port}/?${new URLSearchParams({ tkn: this.token, ...this.opened, ...query }).toString()}`;
  }

  /** What a path of this machine is called in the page. */
  remotePath(path: string): RemotePath {
    return { scheme: 'vscode-remote', authority: `127.0.0.1:${this.port}`, path };
  }

  /** Resolves when the server has ended, by itself or not. */
  async ended(): Promise<void> {
    await this.child.ended();
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}

/**
 * Installs a packaged extension into a folder for servers to start with.
 * @throws SetupError if VS Code does not take it
 */
export async function installExtension(extensionsDir: string, vsix: string): Promise<void> {
  const { main, node } = await ensureCodeServer(chosenRelease());
  const dataDir = await mkdtemp(join(tmpdir(), 'deskside-install-'));
  try {
    const folders = ['--extensions-dir', extensionsDir, '--server-data-dir', dataDir];
    const args = ['--install-extension', vsix, ...folders, '--accept-server-license-terms'];
    await run(node, [main, ...args], { timeoutMs: 60_000 });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The user's settings: this build has them on the server. */
async function writeSettings(dataDir: string, settings: Settings): Promise<void> {
  const folder = join(dataDir, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

function portOf(child: ChildTree, onOutput: ((text: string) => void) | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string): void => reject(new SetupError(`VS Code's server ${what}. It wrote:\n${output}`));
    const timer = setTimeout(() => fail(`did not start in ${startupMs / 1000} s`), startupMs);
    const hear = (chunk: Buffer): void => {
      onOutput?.(chunk.toString());
      if (output.length < 20_000) output += chunk.toString();
      const port = listening.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.process.stdout?.on('data', hear);
    child.process.stderr?.on('data', hear);
    child.ended().then(
      () => fail('ended at once'),
      (error: unknown) => fail(`could not be started (${String(error)})`),
    );
  });
}
