import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { chromiumArguments } from './chromiumArguments';
import { findOnPath, isExecutable, run } from './processes';
import { say, SetupError } from './say';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const shellNames = ['chromium-headless-shell', 'chrome-headless-shell'];

/** Where browsers are that are not on the PATH. */
const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Paths of programs. */
export interface ChromiumPrograms {
  /** Chromium as its users have it. */
  readonly whole: string;
  /**
   * What opens pages soonest: Chromium's headless shell, which makes no windows around them and so needs less than half of
   * the processor time. It does not keep pages that were left, denies no frame its storage, and asks nobody whether a page
   * may reach this machine. The same as `whole` where it is not installed.
   */
  readonly quick: string;
}

/**
 * Finds Chromium: CHROMIUM_EXECUTABLE, the PATH, the usual places; where apt-get is at hand, installs Debian's, with its
 * shell. The shell: CHROMIUM_HEADLESS_SHELL, or what CHROMIUM_EXECUTABLE names, or the PATH. Sets both variables, so
 * that processes started from here find the same ones.
 * @throws SetupError where there is none and it can't be installed
 */
export function ensureChromium(): Promise<ChromiumPrograms> {
  ensured ??= findOrInstall();
  return ensured;
}

/** One search, and one installation, for all that ask. */
let ensured: Promise<ChromiumPrograms> | undefined;

async function findOrInstall(): Promise<ChromiumPrograms> {
  const named = await namedBy('CHROMIUM_EXECUTABLE');
  const whole = named ?? (await findChromium()) ?? (await installChromium());
  const quick = (await namedBy('CHROMIUM_HEADLESS_SHELL')) ?? named ?? (await findOnPath(shellNames)) ?? whole;
  process.env.CHROMIUM_EXECUTABLE = whole;
  process.env.CHROMIUM_HEADLESS_SHELL = quick;
  return { whole, quick };
}

/**
 * Starts the browser that opens pages soonest, without a window; the caller closes it.
 * @throws SetupError where there is none
 */
export async function launchChromium(): Promise<Browser> {
  const { quick } = await ensureChromium();
  return chromium.launch({ executablePath: quick, args: chromiumArguments });
}

/**
 * The environment for a program that starts a browser itself, so that it takes the one that opens pages soonest.
 * @throws SetupError where there is none
 */
export async function quickChromiumEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { quick } = await ensureChromium();
  return { ...process.env, CHROMIUM_EXECUTABLE: quick };
}

async function namedBy(variable: string): Promise<string | undefined> {
  const named = process.env[variable];
  if (named === undefined || named === '') return undefined;
  if (await isExecutable(named)) return named;
  throw new SetupError(`${variable} is ${named}, where there is no program: correct it or unset it.`);
}

async function findChromium(): Promise<string | undefined> {
  const onPath = await findOnPath(names);
  if (onPath !== undefined) return onPath;
  for (const path of usualPlaces[process.platform] ?? []) if (await isExecutable(path)) return path;
  return undefined;
}

async function installChromium(): Promise<string> {
  const missing =
    'There is no Chromium or Chrome here: install one, or name it in CHROMIUM_EXECUTABLE, and run this again.';
  const aptGet = await findOnPath(['apt-get']);
  if (aptGet === undefined) throw new SetupError(missing);
  const prefix = await rootPrefix();
  if (prefix === undefined) {
    throw new SetupError(`${missing} On Debian: sudo apt-get install chromium fonts-liberation`);
  }
  say(`no Chromium here: installing Debian's with ${[...prefix, 'apt-get'].join(' ')}`);
  const asRoot = async (args: readonly string[]): Promise<void> => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', aptGet, ...args];
    await run(program, rest);
  };
  await asRoot(['update', '-q']);
  // Without a font of its own Chromium shows no text at all.
  const install = (packages: readonly string[]): Promise<void> =>
    asRoot(['install', '-q', '-y', '--no-install-recommends', ...packages]);
  await install(['chromium', 'fonts-liberation']);
  // Some releases have no package of the shell; the tests then take the whole browser.
  await install(['chromium-headless-shell']).catch(() => say('the headless shell can’t be installed here'));
  const path = await findOnPath(names);
  if (path === undefined) throw new SetupError(missing);
  return path;
}

/** What to put before a command so that root runs it; undefined where that would need a password. */
async function rootPrefix(): Promise<readonly [] | readonly [string, string] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = await findOnPath(['sudo']);
  if (sudo === undefined) return undefined;
  try {
    await run(sudo, ['-n', 'true'], { timeoutMs: 5000 });
    return [sudo, '-n'];
  } catch {
    return undefined;
  }
}
