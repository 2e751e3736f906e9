import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';
import { ensureChromium } from '../../../scripts/hosts/chromium';
import { chromiumArguments } from '../../../scripts/hosts/chromiumArguments';
import { newKey } from '../../../src/relayClient/keys';
import type { RelayLogEntry } from '../../../src/relay/logEntry';
import { startRelay } from '../../../src/relay/relay';
import type { Relay } from '../../../src/relay/relay';
import { BridgeTool } from './bridgeTool';
import { PublicSite } from './publicSite';
import { buildWebAssets } from './webAssets';

/** What the user has answered to a site that asked for the local network. */
export type Answer = 'allow' | 'block';

export interface BrowserOptions {
  /** Makes Chromium take the site's machine for one on the internet, as that of a real web site is. */
  readonly fromInternet: boolean;
  /** By origin of the top-level page. */
  readonly answers?: Readonly<Record<string, Answer>>;
}

/** As Chromium writes them into its profile. */
const settings: Readonly<Record<Answer, number>> = { allow: 1, block: 2 };

/** A relay, a tool that listens, and web sites in a browser whose profile says what its user allowed. */
export class PublicRig {
  readonly site = new PublicSite();
  readonly keys = { page: newKey(), tool: newKey() };
  /** What the relay logged since the last test, but for the script of the bridge, which everybody may load. */
  readonly log: RelayLogEntry[] = [];
  readonly #closing: (() => Promise<unknown>)[] = [];
  #relay: Relay | undefined;
  #tool: BridgeTool | undefined;

  private constructor(private readonly assets: string) {}

  static async start(): Promise<PublicRig> {
    const rig = new PublicRig(await buildWebAssets());
    await rig.site.start();
    return rig;
  }

  async stop(): Promise<void> {
    await this.site.stop();
    await rm(this.assets, { recursive: true });
  }

  /** Starts a relay into which pages of widget.example may come, and a tool that listens. */
  async open(port = 0): Promise<void> {
    this.log.length = 0;
    this.#relay = await startRelay({
      port,
      pageKey: this.keys.page,
      toolKey: this.keys.tool,
      allowedOrigins: [this.site.origin('widget')],
      assetsFolder: this.assets,
      log: (entry) => {
        if (entry.kind !== 'bridgeServed') this.log.push(entry);
      },
    });
    this.#tool = await BridgeTool.connect(this.relay.address, this.keys.tool);
  }

  async closeBrowsers(): Promise<void> {
    for (const close of this.#closing.splice(0).reverse()) await close();
  }

  async closeRelay(): Promise<void> {
    this.tool.close();
    await this.relay.dispose();
  }

  get relay(): Relay {
    assert.ok(this.#relay !== undefined, 'the relay runs while a test does');
    return this.#relay;
  }

  get tool(): BridgeTool {
    assert.ok(this.#tool !== undefined, 'the tool is there while a test runs');
    return this.#tool;
  }

  get bridgeTag(): string {
    return `<script src="${this.relay.address}/bridge.js" data-key="${this.keys.page}"></script>`;
  }

  /**
   * A browser with a profile of its own. All names that end in .example lead to this machine. It
   * takes widget.example and workspace.example for secure, as if they came by https, and all others as they are.
   */
  async browser({ fromInternet, answers = {} }: BrowserOptions): Promise<BrowserContext> {
    const profile = await mkdtemp(join(tmpdir(), 'deskside-profile-'));
    this.#closing.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    await mkdir(join(profile, 'Default'));
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences(answers)));
    const { whole, quick } = await ensureChromium();
    const context = await chromium.launchPersistentContext(profile, {
      // Only the whole one asks whether a page from the internet may reach this machine.
      executablePath: fromInternet ? whole : quick,
      headless: true,
      args: [
        ...chromiumArguments,
        '--host-resolver-rules=MAP *.example 127.0.0.1',
        `--unsafely-treat-insecure-origin-as-secure=${this.site.origin('widget')},${this.site.origin('workspace')}`,
        ...(fromInternet ? [`--ip-address-space-overrides=127.0.0.1:${this.site.port}=public`] : []),
      ],
    });
    this.#closing.push(() => context.close());
    return context;
  }
}

function preferences(answers: Readonly<Record<string, Answer>>): object {
  const entries = Object.entries(answers).map(([origin, answer]) => [`${origin},*`, { setting: settings[answer] }]);
  return { profile: { content_settings: { exceptions: { loopback_network: Object.fromEntries(entries) as object } } } };
}
