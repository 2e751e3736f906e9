import { electronHost } from './electronHost';
import { isExecutable } from './processes';
import { SetupError } from './say';
import { serverHost } from './serverHost';
import type { TestHost } from './testHost';
import { chosenRelease } from './vscodeReleases';

const releases = 'https://update.code.visualstudio.com/api/releases/stable';
const probeMs = 4000;

/**
 * Decides within seconds which VS Code the suite runs in: for the desktop where possible, else the server.
 * @throws SetupError if VSCODE_EXECUTABLE names nothing
 */
export async function chooseHost(): Promise<TestHost> {
  const executable = process.env.VSCODE_EXECUTABLE;
  if (executable !== undefined && executable !== '') {
    if (await isExecutable(executable)) return electronHost('VSCODE_EXECUTABLE names it', { executable });
    throw new SetupError(`VSCODE_EXECUTABLE is ${executable}, where there is no program: correct it or unset it.`);
  }
  const release = chosenRelease();
  if (!hasDisplay()) return serverHost('there is no display for VS Code for the desktop', release);
  const obstacle = await whyNoDownload();
  return obstacle === undefined
    ? electronHost('it can be downloaded', { version: release.vscode })
    : serverHost(`VS Code for the desktop cannot be downloaded (${obstacle})`, release);
}

/** Whether a window can be opened here. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

async function whyNoDownload(): Promise<string | undefined> {
  try {
    const response = await fetch(releases, { signal: AbortSignal.timeout(probeMs) });
    await response.body?.cancel();
    return response.ok ? undefined : `the download site answers ${response.status}`;
  } catch {
    return 'the download site does not answer';
  }
}
