import type { Frame, Page } from 'playwright-core';
import * as v from 'valibot';

const metricsSchema = v.object({ metrics: v.array(v.object({ name: v.string(), value: v.number() })) });

/** What a meter tells in seconds of processor time: of all that the main thread does, or of scripts alone. */
export type MeteredTime = 'ThreadTime' | 'ScriptDuration';

/** Measures the main thread of a page, or of a frame that has a process of its own. */
export class Meter {
  private constructor(private readonly session: Awaited<ReturnType<typeof sessionOf>>) {}

  static async of(target: Frame | Page): Promise<Meter> {
    const session = await sessionOf(target);
    // Processor time, which does not grow when others keep the processor busy.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Meter(session);
  }

  /** @returns milliseconds of processor time */
  async ms(time: MeteredTime, act: () => Promise<unknown>): Promise<number> {
    const before = await this.#metric(time);
    await act();
    return ((await this.#metric(time)) - before) * 1000;
  }

  /** @returns microseconds of processor time for each of `count` */
  async each(count: number, act: () => Promise<unknown>): Promise<number> {
    return (await this.ms('ThreadTime', act)) * (1000 / count);
  }

  async heapBytes(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage');
    return this.#metric('JSHeapUsedSize');
  }

  async #metric(wanted: string): Promise<number> {
    const { metrics } = v.parse(metricsSchema, await this.session.send('Performance.getMetrics'));
    const found = metrics.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`the browser has no metric ${wanted}`);
    return found.value;
  }
}

function sessionOf(target: Frame | Page) {
  const page = 'mainFrame' in target ? target : target.page();
  return page.context().newCDPSession(target);
}
