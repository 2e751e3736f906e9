import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as v from 'valibot';
import { newsSchema } from './parts/messages';
import type { News, Order } from './parts/messages';

/** A process of a test: relay, tool or page. It can be frozen and killed as the machine would do it. */
export class Part {
  #child: ChildProcess | undefined;
  #frozen = false;

  /** @param heard takes in all that the process tells, also what it told just before its end */
  constructor(
    private readonly script: string,
    private readonly heard: (news: News) => void,
  ) {}

  get runs(): boolean {
    return this.#child !== undefined;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  /** Starts it, if it does not run, and waits until it is ready. */
  async start(...args: readonly string[]): Promise<void> {
    if (this.#child !== undefined) return;
    const child = fork(this.script, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`${this.script} ended before it was ready`)));
      child.on('message', (message) => {
        const news = v.parse(newsSchema, message);
        this.heard(news);
        if (news.news === 'ready') resolve();
      });
    });
  }

  /** Ends it in the middle of whatever it does; when this is done, all that it told has been heard. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    this.#frozen = false;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }

  freeze(): void {
    this.#signal('SIGSTOP', true);
  }

  thaw(): void {
    this.#signal('SIGCONT', false);
  }

  tell(order: Order): void {
    assert.ok(this.#child !== undefined, `${this.script} runs`);
    this.#child.send(order);
  }

  #signal(signal: NodeJS.Signals, frozen: boolean): void {
    if (this.#child?.kill(signal) === true) this.#frozen = frozen;
  }
}
