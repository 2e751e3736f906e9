import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { SetupError } from './say';

const windows = process.platform === 'win32';
const outputKept = 20_000;

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Shows the output as it comes instead of keeping it for the error. */
  readonly show?: boolean;
  /** After so many milliseconds the command is ended and counts as failed. */
  readonly timeoutMs?: number;
}

const alive = new Set<ChildTree>();
let stopping = false;

/** Ends all children and lets no further one start: the program is about to end. */
export async function stopChildren(): Promise<void> {
  stopping = true;
  await Promise.all([...alive].map((child) => child.stop()));
}

/** A child process with all that it starts in turn, owned by whoever made it. */
export class ChildTree {
  readonly process: ChildProcess;
  readonly #ended: Promise<number>;

  /** @param stdio as for `spawn` */
  constructor(
    command: string,
    args: readonly string[],
    options: { cwd?: string | undefined; env?: NodeJS.ProcessEnv | undefined; stdio: 'inherit' | 'pipe' },
  ) {
    if (stopping) throw new SetupError('Stopped.');
    // On Windows `.cmd` files need a shell, which takes arguments apart at spaces.
    const shell = windows && command.endsWith('.cmd');
    this.process = spawn(command, shell ? args.map((arg) => `"${arg}"`) : args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.stdio, options.stdio],
      // A group of its own, so that it can be ended as a whole, and by us alone.
      detached: !windows,
      shell,
    });
    this.#ended = new Promise((resolve, reject) => {
      this.process.once('error', reject);
      this.process.once('close', (code) => resolve(code ?? 1));
    });
    alive.add(this);
    this.#ended.catch(() => undefined).finally(() => alive.delete(this));
  }

  /**
   * Resolves to the exit code, 1 if a signal ended it.
   * @throws if it could not be started
   */
  ended(): Promise<number> {
    return this.#ended;
  }

  /** Ends the whole tree: asks, and after some seconds does not ask any more. */
  async stop(): Promise<void> {
    if (this.process.pid === undefined || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.#signal('SIGTERM');
    const insist = setTimeout(() => this.#signal('SIGKILL'), 5000);
    await exited;
    clearTimeout(insist);
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.process;
    if (pid === undefined) return;
    try {
      if (windows) this.process.kill(signal);
      else process.kill(-pid, signal);
    } catch {
      // The group is gone already.
    }
  }
}

/**
 * Runs a command to its end.
 * @returns what it wrote, both streams together, shortened to its end; empty if it was shown
 * @throws SetupError if it can't be started, fails or takes too long
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = new ChildTree(command, args, { ...options, stdio: options.show === true ? 'inherit' : 'pipe' });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-outputKept);
  };
  child.process.stdout?.on('data', keep);
  child.process.stderr?.on('data', keep);
  const limit = options.timeoutMs === undefined ? undefined : AbortSignal.timeout(options.timeoutMs);
  limit?.addEventListener('abort', () => void child.stop());
  const line = [command, ...args].join(' ');
  let code: number;
  try {
    code = await child.ended();
  } catch (error) {
    throw new SetupError(`\`${line}\` could not be started: ${error instanceof Error ? error.message : 'no reason'}.`);
  }
  if (limit?.aborted === true)
    throw new SetupError(
      `\`${line}\` took longer than ${(options.timeoutMs ?? 0) / 1000} s. It had written:\n${output}`,
    );
  if (code !== 0)
    throw new SetupError(`\`${line}\` ended with code ${code}.${output === '' ? '' : ` It wrote:\n${output}`}`);
  return output;
}

/** The first of these programs on the PATH, as a whole path. */
export async function findOnPath(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** Whether there is a file that this user may run. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm as one starts it here. */
export const npm = windows ? 'npm.cmd' : 'npm';
