import type { GenericSchema, InferOutput } from 'valibot';
import * as v from 'valibot';
import { ChildTree } from '../../scripts/hosts/processes';
import { SetupError } from '../../scripts/hosts/say';

const startupMs = 20_000;
const outputKept = 4000;

/** A Node process that a benchmark starts. */
export class NodeProcess {
  readonly #child: ChildTree;
  #output = '';

  /** @param args as for `node` */
  constructor(args: readonly string[], env?: Readonly<Record<string, string>>) {
    this.#child = new ChildTree(process.execPath, args, { stdio: 'pipe', env: { ...process.env, ...env } });
    this.#child.process.stderr?.on('data', (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-outputKept);
    });
  }

  get pid(): number {
    return this.#child.process.pid ?? 0;
  }

  /**
   * The first line of its output that fits the schema, as JSON.
   * @throws SetupError if it ends before, or does not come in time
   */
  line<S extends GenericSchema>(schema: S, timeoutMs = startupMs): Promise<InferOutput<S>> {
    return new Promise((resolve, reject) => {
      const fail = (what: string): void => {
        clearTimeout(timer);
        reject(new SetupError(`A process of the benchmark ${what}. It wrote:\n${this.#output}`));
      };
      const timer = setTimeout(() => fail(`said nothing for ${timeoutMs / 1000} s`), timeoutMs);
      let text = '';
      this.#child.process.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) {
          const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), line);
          if (!read.success) continue;
          clearTimeout(timer);
          resolve(read.output);
        }
      });
      this.#child.ended().then((code) => fail(`ended with code ${code}`), reject);
    });
  }

  /** Lets a process begin that waits for this signal. */
  begin(): void {
    this.#child.process.kill('SIGUSR2');
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
