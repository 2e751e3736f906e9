import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { answers } from '../../headless/waitForAnswer';

/** Why a widget's server could not be started, in one sentence with a next step; lines of its output follow. */
export class WidgetServerError extends Error {
  override readonly name = 'WidgetServerError';
}

const windows = process.platform === 'win32';

/** A server that builds first may take so long. */
const startMs = 120_000;
const askEveryMs = 200;
const answerMs = 2_000;

/** A server that was asked to end gets so long. */
const endMs = 5_000;

const outputKept = 4_000;

/** The server of a widget, started by its own command in a shell, with all that it starts in turn. */
export class WidgetServer {
  #output = '';
  #problem: Error | undefined;

  private constructor(
    private readonly command: string,
    private readonly child: ChildProcess,
  ) {
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-outputKept);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => (this.#problem = error));
  }

  /**
   * Starts it, and waits until something answers at an address, whatever it is.
   * @param signal ends the wait
   * @throws WidgetServerError if it ends before, or nothing answers in two minutes
   */
  static async start(command: string, url: string, signal: AbortSignal): Promise<WidgetServer> {
    if (await answersSoon(url)) {
      throw new WidgetServerError(
        `Something answers at ${url} before "${command}" is started. End it, or leave --command out to test it.`,
      );
    }
    // A group of its own, so that it can be ended as a whole; Ctrl-C does not reach it then.
    const child = spawn(command, { shell: true, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new WidgetServer(command, child);
    try {
      await server.#wait(url, signal);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Ends it and all that it has started. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child.pid === undefined) return;
    const ended = this.#isOver ? Promise.resolve() : once(child, 'exit');
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else signalGroup(child.pid, 'SIGTERM');
    await Promise.race([ended, after(endMs, undefined, { ref: false })]);
    // The shell is over; what it started may be slower, or take no notice.
    const limit = Date.now() + endMs;
    while (!windows && groupIsAlive(child.pid) && Date.now() < limit) await after(20);
    if (!windows) signalGroup(child.pid, 'SIGKILL');
    await ended;
  }

  get #isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.#problem !== undefined;
  }

  async #wait(url: string, signal: AbortSignal): Promise<void> {
    const limit = Date.now() + startMs;
    while (!(await answersSoon(url))) {
      if (signal.aborted) throw new WidgetServerError('Cancelled.');
      if (this.#isOver) throw this.#error(`ended${this.#how} before anything answered at ${url}`);
      if (Date.now() > limit) throw this.#error(`ran, but nothing answered at ${url} in ${startMs / 1000} s`);
      await after(askEveryMs);
    }
    // What answers is another program's, if this one could not have the port.
    if (this.#isOver) throw this.#error(`ended${this.#how}, and another program answers at ${url}`);
  }

  get #how(): string {
    if (this.#problem !== undefined) return ` (${this.#problem.message})`;
    return this.child.exitCode === null ? '' : ` with code ${this.child.exitCode}`;
  }

  #error(what: string): WidgetServerError {
    const wrote = this.#output.trim() === '' ? '' : ` It wrote:\n${this.#output.trim()}`;
    return new WidgetServerError(`"${this.command}" ${what}. Run it by hand to see why.${wrote}`);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    // The group is gone.
    return false;
  }
}

function groupIsAlive(pid: number): boolean {
  return signalGroup(pid, 0);
}

function answersSoon(url: string): Promise<boolean> {
  return answers(url, AbortSignal.timeout(answerMs));
}
