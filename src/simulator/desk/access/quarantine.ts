import type { DeskOptions } from '../state/options';

const minute = 60_000;

/**
 * Counts the requests of each widget. Over a limit a minute, the widget's requests are ignored for a while, or for ever
 * (options rate-limit, rate-limit.<service>, rate-limit-quarantine-delay of the reference). Assumed: each widget has counts of
 * its own, over a moving window.
 */
export class Quarantine {
  /**
   * @param until the widgets in quarantine with the time until when; undefined is for ever
   * @param times when requests were made, by what is counted
   */
  constructor(
    private readonly until: Map<string, number | undefined>,
    private readonly times: Map<string, readonly number[]>,
  ) {}

  /** Takes note of a request. False: the widget is in quarantine, or this request puts it there. */
  admits(widget: string, service: string, now: number, options: DeskOptions): boolean {
    if (this.until.has(widget)) {
      const end = this.until.get(widget);
      if (end === undefined || now < end) return false;
      this.forget(widget);
    }
    const limits = [
      { key: JSON.stringify([widget]), limit: options.rateLimit },
      { key: JSON.stringify([widget, service]), limit: limitOf(options, service) },
    ];
    const over = limits.map(({ key, limit }) => limit > 0 && this.#count(key, now) > limit);
    if (!over.includes(true)) return true;
    this.until.set(widget, options.quarantineDelay > 0 ? now + options.quarantineDelay * 1_000 : undefined);
    return false;
  }

  /** Lets a widget begin anew. */
  forget(widget: string): void {
    this.until.delete(widget);
    const start = JSON.stringify([widget]).slice(0, -1);
    for (const key of this.times.keys()) {
      if (key === `${start}]` || key.startsWith(`${start},`)) this.times.delete(key);
    }
  }

  #count(key: string, now: number): number {
    const times = [...(this.times.get(key) ?? []).filter((time) => time > now - minute), now];
    this.times.set(key, times);
    return times.length;
  }
}

function limitOf({ rateLimits }: DeskOptions, service: string): number {
  return Object.hasOwn(rateLimits, service) ? (rateLimits[service] ?? 0) : 0;
}
