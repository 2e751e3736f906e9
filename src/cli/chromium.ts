import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Browser, BrowserType } from 'playwright-core';

/** Packages that bring Playwright, the smallest first. */
const packages = ['playwright-core', 'playwright', '@playwright/test'] as const;

/** Why a browser could not do its part, in one sentence with a next step. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
}

const playwrightSchema = v.looseObject({
  chromium: v.custom<Pick<BrowserType, 'launch'>>(
    (value) => typeof value === 'object' && value !== null && 'launch' in value && typeof value.launch === 'function',
  ),
});

/**
 * Starts a headless Chromium by the user's own Playwright: CHROMIUM_EXECUTABLE, or else the one that Playwright installed.
 * The caller closes it.
 * @param folder of the project in which Playwright is looked for
 * @throws BrowserError
 */
export async function launchChromium(folder: string): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_EXECUTABLE;
  const { chromium } = findPlaywright(folder);
  try {
    return await chromium.launch(executablePath === undefined || executablePath === '' ? {} : { executablePath });
  } catch (error) {
    throw new BrowserError(
      `Chromium could not be started (${firstLine(error)}). Run "npx playwright-core install chromium", or name one in CHROMIUM_EXECUTABLE.`,
    );
  }
}

/** What Playwright says first; a call log follows. */
export function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}

function findPlaywright(folder: string): v.InferOutput<typeof playwrightSchema> {
  for (const place of [join(folder, 'package.json'), __filename]) {
    const load = createRequire(place);
    for (const name of packages) {
      if (!canResolve(load, name)) continue;
      const loaded: unknown = load(name);
      if (v.is(playwrightSchema, loaded)) return loaded;
    }
  }
  throw new BrowserError(
    'Playwright drives the browser, and it is not installed here. Run "npm install --save-dev playwright-core" in your project.',
  );
}

function canResolve(load: NodeJS.Require, name: string): boolean {
  try {
    load.resolve(name);
    return true;
  } catch {
    return false;
  }
}
