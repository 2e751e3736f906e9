import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/hosts/chromium';
import type { OpenBrowser } from './openBrowser';

let shared: Browser | undefined;

// Outside every suite: after the last test of all.
after(async () => {
  await shared?.close();
  shared = undefined;
});

/** The browser that opens pages soonest: one for all suites of a run, in which each test has contexts of its own. */
export async function sharedBrowser(): Promise<OpenBrowser> {
  if (shared?.isConnected() !== true) shared = await launchChromium();
  const browser = shared;
  return { newContext: (options) => browser.newContext(options), close: () => Promise.resolve() };
}
