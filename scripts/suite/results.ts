import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { cacheDir } from '../hosts/paths';
import { resultLineSchema } from './resultLines';
import type { ResultLine } from './resultLines';
import { add, nothing, oneFailed } from './tally';
import type { Tally } from './tally';

const slowMs = 500;

/** Reads the lines that a run of tests writes, prints each as it comes, and counts. */
export class Results {
  readonly #failures: string[] = [];
  #tally = nothing;
  #linesRead = 0;
  #ended = false;
  #watcher: FSWatcher | undefined;
  #reading: Promise<void> = Promise.resolve();

  private constructor(
    readonly file: string,
    private readonly write: (text: string) => void,
  ) {}

  /** Begins with an empty file; `name` tells it from other runs. */
  static async open(name: string, write: (text: string) => void = console.log): Promise<Results> {
    const results = new Results(join(cacheDir, 'results', `${name}.jsonl`), write);
    await mkdir(dirname(results.file), { recursive: true });
    await writeFile(results.file, '');
    results.#watcher = watch(results.file, () => results.#readSoon());
    return results;
  }

  /**
   * The count, when the run is over; prints the failures in full.
   * @param problem what went wrong apart from the tests
   */
  async close(problem: string | undefined): Promise<Tally> {
    this.#watcher?.close();
    this.#readSoon();
    await this.#reading;
    this.#failures.forEach((failure, index) => this.write(`\n  ${index + 1}) ${failure}`));
    const trouble = problem ?? this.#trouble();
    if (trouble === undefined || (this.#tally.failed > 0 && this.#ended)) return this.#tally;
    this.write(`\n  ${trouble}`);
    return add(this.#tally, oneFailed);
  }

  #trouble(): string | undefined {
    if (!this.#ended) return 'The run did not come to its end.';
    return this.#tally.passed + this.#tally.failed === 0 ? 'There was no test to run.' : undefined;
  }

  #readSoon(): void {
    this.#reading = this.#reading.then(() => this.#read());
  }

  async #read(): Promise<void> {
    const lines = (await readFile(this.file, 'utf8')).split('\n').slice(0, -1);
    for (const text of lines.slice(this.#linesRead)) this.#take(v.parse(resultLineSchema, JSON.parse(text)));
    this.#linesRead = lines.length;
  }

  #take(line: ResultLine): void {
    switch (line.kind) {
      case 'suite':
        this.#print(line.depth, line.title);
        break;
      case 'passed':
        this.#tally = add(this.#tally, { passed: 1, failed: 0 });
        this.#print(line.depth, `✔ ${line.title}${line.ms > slowMs ? ` (${line.ms} ms)` : ''}`);
        break;
      case 'pending':
        this.#print(line.depth, `- ${line.title}`);
        break;
      case 'failed':
        this.#tally = add(this.#tally, oneFailed);
        this.#failures.push(inFull(line));
        this.#print(line.depth, `${this.#failures.length}) ${line.title}`);
        break;
      case 'end':
        this.#ended = true;
    }
  }

  #print(depth: number, text: string): void {
    this.write(`${'  '.repeat(depth + 1)}${text}`);
  }
}

function inFull({ title, details }: { readonly title: string; readonly details: string }): string {
  return `${title}\n${details.replace(/^/gm, '     ')}`;
}
