/** The largest time that a Date holds, in milliseconds. */
const latest = 8.64e15;

/** A time that a page sent, as a time of day; undefined for what is no time. */
export function timeText(time: unknown, clock: (time: number) => string = clockTime): string | undefined {
  return typeof time === 'number' && time > 0 && time <= latest ? clock(time) : undefined;
}

/** Made when first used: making it loads the language's data, which takes longer than all else of activation. */
let format: Intl.DateTimeFormat | undefined;

/** A time of day in the user's language. */
export function clockTime(time: number): string {
  format ??= new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
  return format.format(time);
}

/** A time of day with its milliseconds, always of one width; dashes for what is no time. */
export function logTime(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '--:--:--.---';
  return `${clockOf(date).join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** A day with its time, fit for the name of a file: 2026-11-29-165005. */
export function dayTime(time: number): string {
  const date = new Date(time);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits);
  return `${day.join('-')}-${clockOf(date).join('')}`;
}

/** Hours, minutes and seconds. */
function clockOf(date: Date): readonly string[] {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
