import { chromium } from 'playwright-core';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { ensureChromium } from '../../../scripts/hosts/chromium';
import { chromiumArguments } from '../../../scripts/hosts/chromiumArguments';
import { freePort } from '../../../scripts/hosts/freePort';

/** A browser in which a rig opens its pages. */
export interface OpenBrowser {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Where it tells debuggers of its targets, if they may reach it. */
  readonly debugging?: string;
  /** The rig needs it no more. */
  close(): Promise<void>;
}

/** A Chromium for one rig, which keeps pages that were left, as a user's does; Playwright's would not. A debugger may reach it. */
export async function wholeBrowser(): Promise<OpenBrowser> {
  const port = await freePort();
  const { whole } = await ensureChromium();
  const browser = await chromium.launch({
    executablePath: whole,
    args: [...chromiumArguments, `--remote-debugging-port=${port}`],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  return {
    newContext: (options) => browser.newContext(options),
    debugging: `http://127.0.0.1:${port}`,
    close: () => browser.close(),
  };
}

/** A Chromium for one rig that holds back the timers of frames which nobody sees, as a user's does; Playwright's would not. */
export async function throttlingBrowser(): Promise<OpenBrowser> {
  const { quick } = await ensureChromium();
  const browser = await chromium.launch({
    executablePath: quick,
    args: chromiumArguments,
    ignoreDefaultArgs: [
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  });
  return { newContext: (options) => browser.newContext(options), close: () => browser.close() };
}
