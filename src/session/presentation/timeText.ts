/** The largest time that a Date holds, in milliseconds. */
const latest = 8.64e15;

/** A time that a page sent, as a time of day; undefined for what is no time. */
export function timeText(time: unknown, clock: (time: number) => string = clockTime): string | undefined {
  return typeof time === 'number' && time > 0 && time <= latest ? clock(time) : undefined;
}

const minutes = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const seconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A time of day in the user's language. */
export function clockTime(time: number): string {
  return minutes.format(time);
}

/** A time of day with its seconds in the user's language. */
export function exactTime(time: number): string {
  return seconds.format(time);
}
