import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { ensureChromium } from '../../../scripts/hosts/chromium';
import { chromiumArguments } from '../../../scripts/hosts/chromiumArguments';
import { ChildTree } from '../../../scripts/hosts/processes';
import type { Cdp } from '../../../src/debugger/cdp';
import { connectCdp } from '../../../src/debugger/cdpSocket';

const targetsSchema = v.array(v.object({ type: v.string(), webSocketDebuggerUrl: v.string() }));

/** A Chromium with one tab. Playwright's keeps each page visible, and what is visible Chromium does not freeze. */
export class DebuggedChromium {
  private constructor(
    private readonly child: ChildTree,
    private readonly profile: string,
    /** The debugger of the browser itself. */
    readonly whole: Cdp,
    /** The debugger of the tab. */
    readonly tab: Cdp,
  ) {}

  static async start(): Promise<DebuggedChromium> {
    const profile = await mkdtemp(join(tmpdir(), 'deskside-chromium-'));
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const child = new ChildTree((await ensureChromium()).whole, [...chromiumArguments, ...own], { stdio: 'pipe' });
    const address = await addressOf(child);
    const list: unknown = await (await fetch(`http://${new URL(address).host}/json/list`)).json();
    const tab = v.parse(targetsSchema, list).find(({ type }) => type === 'page');
    if (tab === undefined) throw new Error('Chromium has no tab');
    return new DebuggedChromium(child, profile, await connectCdp(address), await connectCdp(tab.webSocketDebuggerUrl));
  }

  async close(): Promise<void> {
    this.whole.dispose();
    this.tab.dispose();
    await this.child.stop();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Where Chromium says that debuggers reach it. */
function addressOf(child: ChildTree): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.process.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /listening on (ws:\S+)\s/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.ended().then(() => reject(new Error(`Chromium ended at once. It wrote:\n${said}`)), reject);
  });
}
