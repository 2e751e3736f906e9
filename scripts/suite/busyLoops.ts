import { availableParallelism } from 'node:os';
import { ChildTree } from '../hosts/processes';

/** It also ends when its parent was killed and could not end it. */
const loop = 'const parent = process.ppid; while (process.ppid === parent);';

/** Keeps every core of the machine busy with endless loops, in processes of their own, until it is stopped. */
export class BusyLoops {
  readonly #children = Array.from(
    { length: availableParallelism() },
    () => new ChildTree(process.execPath, ['-e', loop], { stdio: 'inherit' }),
  );

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop()));
  }
}
