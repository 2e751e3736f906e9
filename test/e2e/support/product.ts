import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/hosts/chromium';
import { startInDevelopment } from '../../../scripts/hosts/developmentOptions';
import { freePort } from '../../../scripts/hosts/freePort';
import { VsCodeServer } from '../../../scripts/hosts/vscodeServer';
import type { ServerOptions, Settings } from '../../../scripts/hosts/vscodeServer';
import { simulatorAddress } from '../../../src/presentation/connection/scriptTag';
import { until } from '../../support/until';
import { simulatorFrame } from './simulatorFrame';
import { installedPackage } from './package';
import { Workbench } from './workbench';

export interface ProductOptions extends Pick<ServerOptions, 'trusted'> {
  /** Settings beside the relay's port. */
  readonly settings?: Settings;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** What the window's one folder is called. */
  readonly folder?: string;
  /** Names of folders in it that the window has instead, as a workspace of several folders. */
  readonly workspaceFolders?: readonly string[];
  /** What the files in it hold, by path from it. */
  readonly files?: Readonly<Record<string, string>>;
  /** The event log is at its most talkative, in each extension host from its beginning. */
  readonly tracing?: boolean;
  /** The folder of an extension under development, beside the package. */
  readonly extension?: string;
  /** Extensions may use the proposed parts of VS Code's interface. */
  readonly proposedApi?: boolean;
}

/** What VS Code in a browser takes from its address, beside what the server does. */
function payload({ tracing, proposedApi }: ProductOptions): Readonly<Record<string, string>> {
  const entries = [
    ...(tracing === true ? [['logLevel', 'deskside.deskside=trace']] : []),
    ...(proposedApi === true ? [['enableProposedApi', 'true']] : []),
  ];
  return entries.length === 0 ? {} : { payload: JSON.stringify(entries) };
}

/** What the window opens: the folder, or a workspace of folders in it, whose file is made. */
async function openedIn(
  folder: string,
  names: ProductOptions['workspaceFolders'],
): Promise<NonNullable<ServerOptions['opened']>> {
  if (names === undefined) return { folder };
  const workspace = join(folder, 'all.code-workspace');
  await writeFile(workspace, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return { workspace };
}

/** The package, installed in VS Code's server, with the workbench in Chromium: what a user has. */
export class Product {
  private constructor(
    private readonly dataDir: string,
    /** The window's one folder. */
    readonly folder: string,
    private readonly server: VsCodeServer,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    readonly relayPort: number,
    readonly workbench: Workbench,
  ) {}

  static async start(options: ProductOptions = {}): Promise<Product> {
    const dataDir = await mkdtemp(join(tmpdir(), 'deskside-e2e-'));
    const folder = join(dataDir, options.folder ?? 'my-widget');
    await mkdir(folder);
    for (const [name, text] of Object.entries(options.files ?? {})) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const relayPort = await freePort();
    const settings = { ...options.settings, 'deskside.port': relayPort };
    const server = await VsCodeServer.start({
      dataDir,
      extensionsDir: await installedPackage(),
      opened: await openedIn(folder, options.workspaceFolders),
      settings,
      trusted: options.trusted ?? true,
    });
    const browser = await launchChromium();
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
      ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
      viewport: options.viewport ?? { width: 1400, height: 900 },
    });
    const page = await context.newPage();
    if (options.extension !== undefined) {
      await startInDevelopment(page, { extensions: [server.remotePath(options.extension)] });
    }
    const workbench = await Workbench.open(page, server.address(payload(options)));
    return new Product(dataDir, folder, server, browser, context, relayPort, workbench);
  }

  /** Changes the user's settings, in the editor of their file: this server does not watch the file. */
  async changeSettings(settings: Settings): Promise<void> {
    const read = (): Promise<string> => readFile(join(this.dataDir, 'data', 'User', 'settings.json'), 'utf8');
    const text = JSON.stringify({ ...(JSON.parse(await read()) as Settings), ...settings });
    await this.workbench.runCommand('Preferences: Open User Settings (JSON)');
    await this.workbench.replaceText('settings.json', text, async () => (await read()) === text);
  }

  /** Starts Deskside from an idle state. */
  async startDeskside(): Promise<void> {
    await this.workbench.runCommand('Deskside: Start');
    await this.workbench.status('Deskside: waiting').waitFor();
  }

  /** The key for pages, as the user gets it: in the script tag. Deskside must be started. */
  async pageKey(): Promise<string> {
    const { page } = this.workbench;
    await this.workbench.runCommand('Deskside: Copy Bridge Script Tag');
    await this.workbench.message('The script tag is in the clipboard').waitFor();
    const tag = await page.evaluate(() => navigator.clipboard.readText());
    const key = /data-key="([^"]+)"/.exec(tag)?.[1];
    if (key === undefined) throw new Error(`no key in the script tag ${tag}`);
    return key;
  }

  /** Another window of the same user. */
  async openWindow(): Promise<Workbench> {
    return Workbench.open(await this.context.newPage(), this.server.address());
  }

  /** The simulated Workspace as a page of its own beside the workbench. */
  async openSimulator(pageKey: string): Promise<Page> {
    const simulator = await this.context.newPage();
    await simulator.goto(simulatorAddress(`http://127.0.0.1:${this.relayPort}`, { key: pageKey }));
    return simulator;
  }

  /** The page that VS Code opens outside of its own when something is done. */
  async openedBy(action: () => Promise<void>): Promise<Page> {
    const [page] = await Promise.all([this.context.waitForEvent('page'), action()]);
    return page;
  }

  /** The simulated Workspace beside the code, as the command shows it. */
  async openSimulatorBeside(): Promise<Frame> {
    await this.workbench.runCommand('Deskside: Open Workspace Simulator');
    return simulatorFrame(this.workbench.page);
  }

  /**
   * What VS Code and its extensions have written so far, by file name; the extensions themselves left out.
   * @param ending of the names that are wanted
   */
  async files(ending = ''): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(join(this.dataDir, 'data'), { recursive: true, withFileTypes: true });
    const wanted = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
    const paths = wanted.map(({ parentPath, name }) => join(parentPath, name));
    return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)));
  }

  /** The process in which the extension runs: what VS Code's server last wrote that it started one as. */
  extensionHost(): Promise<number> {
    return until('an extension host', async () => {
      const [log = ''] = (await this.files('remoteagent.log')).values();
      const id = [...log.matchAll(/<(\d+)> Launched Extension Host Process/g)].at(-1)?.[1];
      return id !== undefined && Number(id);
    });
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
