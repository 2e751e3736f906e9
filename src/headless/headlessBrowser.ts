import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { Launcher } from 'chrome-launcher';
import { Cdp } from '../debugger/cdp';
import { BrowserError } from './browserError';
import { CdpPipe } from './cdpPipe';
import { findBrowser } from './findBrowser';
import { HeadlessPage } from './headlessPage';

/** A browser that has not answered for so long will not. */
const startMs = 60_000;

/** A browser that does not end by itself for so long is ended. */
const closeMs = 5_000;

const flags = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--disable-quic',
  // The memory that containers share is too little for it.
  ...(process.platform === 'linux' ? ['--disable-dev-shm-usage'] : []),
  // Chromium refuses to be root's in its sandbox.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** A browser without a window, owned by this process. It ends with it. */
export class HeadlessBrowser {
  private constructor(
    private readonly launcher: Launcher,
    private readonly child: ChildProcess,
    private readonly cdp: Cdp,
  ) {}

  /**
   * Starts an installed browser; the caller closes it.
   * @throws BrowserError if there is none, or if it does not start
   */
  static async launch(): Promise<HeadlessBrowser> {
    const chromePath = await findBrowser();
    let problem = 'it does not answer';
    const launcher = new Launcher(
      { chromePath, chromeFlags: flags, logLevel: 'silent', handleSIGINT: false },
      { spawn: spawnHeard((error) => (problem = error.message)) },
    );
    await launcher.launch();
    const { chromeProcess: child, remoteDebuggingPipes: pipes } = launcher;
    const { incoming, outgoing } = pipes ?? {};
    if (child === undefined || !(incoming instanceof Readable) || !(outgoing instanceof Writable))
      throw new BrowserError(cannotStart(chromePath, problem));
    const cdp = new Cdp(new CdpPipe(incoming, outgoing));
    const browser = new HeadlessBrowser(launcher, child, cdp);
    const timer = setTimeout(() => cdp.dispose(), startMs);
    try {
      await cdp.request('Browser.getVersion');
      return browser;
    } catch {
      if (child.exitCode !== null) problem = `it ended with code ${child.exitCode}`;
      await browser.close();
      throw new BrowserError(cannotStart(chromePath, problem));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether it still answers. */
  get isAlive(): boolean {
    return this.cdp.isOpen;
  }

  /**
   * Opens an empty page in a context of its own: it shares no storage, cache or cookie with any other page.
   * @throws CdpError if the browser is gone
   */
  newPage(): Promise<HeadlessPage> {
    return HeadlessPage.open(this.cdp);
  }

  /** Ends the browser with all its processes, and removes its profile. */
  async close(): Promise<void> {
    if (this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit', { signal: AbortSignal.timeout(closeMs) }).catch(() => undefined);
      this.cdp.request('Browser.close').catch(() => undefined);
      await exited;
    }
    this.cdp.dispose();
    this.launcher.kill();
  }
}

/** chrome-launcher listens to no error of the process: Node would take one for uncaught. */
function spawnHeard(failed: (error: Error) => void): typeof spawn {
  return new Proxy(spawn, {
    apply(target, thisArgument, values: Parameters<typeof spawn>) {
      const child = Reflect.apply(target, thisArgument, values);
      child.on('error', failed);
      return child;
    },
  });
}

function cannotStart(program: string, why: string): string {
  return `${program} could not be started (${why}). Name another Chrome, Chromium or Edge in CHROMIUM_EXECUTABLE.`;
}
