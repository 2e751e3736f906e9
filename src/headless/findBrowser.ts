import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { Launcher } from 'chrome-launcher';
import { getAnyEdgeStable } from 'edge-paths';
import which from 'which';
import { BrowserError } from './browserError';

/** What the browsers are called where programs are found by name. */
const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/**
 * The program of an installed Chrome, Chromium or Edge: what CHROMIUM_EXECUTABLE names, or else the first that is found.
 * @throws BrowserError if there is none
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.CHROMIUM_EXECUTABLE ?? '';
  if (named !== '') {
    if (await isExecutable(named)) return named;
    throw new BrowserError(`CHROMIUM_EXECUTABLE is ${named}, where there is no program. Correct it or unset it.`);
  }
  // On Linux by name alone: chrome-launcher knows no Edge there, and under WSL only the browsers of Windows.
  const found = process.platform === 'linux' ? await onPath() : (installedChrome() ?? installedEdge());
  if (found !== undefined) return found;
  throw new BrowserError(
    'There is no Chrome, Chromium or Edge here. Install one, or name its program in CHROMIUM_EXECUTABLE.',
  );
}

async function onPath(): Promise<string | undefined> {
  for (const name of names) {
    const path = await which(name, { nothrow: true });
    if (path !== null) return path;
  }
  return undefined;
}

function installedChrome(): string | undefined {
  try {
    return Launcher.getFirstInstallation();
  } catch {
    // It throws where there is none.
    return undefined;
  }
}

function installedEdge(): string | undefined {
  try {
    return getAnyEdgeStable();
  } catch {
    return undefined;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
