import * as v from 'valibot';

const units = { ms: 1, s: 1_000, m: 60_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m)$/;

/** A time span as one writes it: `500ms`, `2s`, `1.5m`. */
export const durationSchema = v.pipe(v.string(), v.regex(pattern, 'must be a time span such as 500ms, 2s or 1m'));

/** Milliseconds of a checked time span. */
export function millisecondsOf(duration: string): number {
  const [, count = '0', unit = 'ms'] = pattern.exec(duration) ?? [];
  return Number(count) * units[unit === 's' || unit === 'm' ? unit : 'ms'];
}
