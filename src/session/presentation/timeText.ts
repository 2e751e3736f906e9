/** The largest time that a Date holds, in milliseconds. */
const latest = 8.64e15;

/** A time that a page sent, as a time of day; undefined for what is no time. */
export function timeText(time: unknown, clock: (time: number) => string = clockTime): string | undefined {
  return typeof time === 'number' && time > 0 && time <= latest ? clock(time) : undefined;
}

/** Made when first used: making one loads the language's data, which takes longer than all else of activation. */
const formats = new Map<'short' | 'medium', Intl.DateTimeFormat>();

function format(timeStyle: 'short' | 'medium', time: number): string {
  let chosen = formats.get(timeStyle);
  if (chosen === undefined) formats.set(timeStyle, (chosen = new Intl.DateTimeFormat(undefined, { timeStyle })));
  return chosen.format(time);
}

/** A time of day in the user's language. */
export function clockTime(time: number): string {
  return format('short', time);
}

/** A time of day with its seconds in the user's language. */
export function exactTime(time: number): string {
  return format('medium', time);
}
