import { setBounded } from '../base/collections';
import { valueForm, luhnDigit } from './forms';
import type { Form } from './forms';

/** Values that are remembered at most; one that was forgotten gets another number. */
const mostKnown = 100_000;

/** A longer text is not remembered, so that each one has a number of its own. */
const longestKnown = 10_000;

/** The last values that are looked for inside of sentences, and how long such a value is at least. */
const mostSought = 1000;
const shortestSought = 4;

/** What is a stand-in and hardly anything else: a name that is made here, or seven digits and more. */
const telling = /^(?:text|token)-\d+$|@masked\.example$|(?:\d\D*){7}/;

/**
 * Gives each value a stand-in of the same form. Equal values have equal stand-ins. Stand-ins are numbered in the order
 * in which their values come and hold nothing of the value but its form, so that nobody can compute the value back.
 */
export class StandIns {
  readonly #known = new Map<string | number, string | number>();
  /** The last texts, with their stand-ins. */
  readonly #sought = new Map<string, string>();
  readonly #counts = new Map<Form | 'fraction' | number, number>();
  /** The last values that are stand-ins. */
  readonly #made = new Map<string | number, true>();
  /** Whole numbers that are stand-ins. */
  readonly #taken = new Set<number>();

  /** @param before numbers up to this one are left out: an earlier part of the trace may have used them */
  constructor(private readonly before = 0) {}

  /** The stand-in for a value. An empty text stays, and each boolean becomes false. */
  of(value: string | number | boolean): string | number | boolean {
    if (typeof value === 'boolean') return false;
    if (value === '') return '';
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const made = typeof value === 'number' ? this.#number(value) : this.#text(value);
    setBounded(this.#made, made, true, mostKnown);
    if (typeof value === 'number' || value.length <= longestKnown) setBounded(this.#known, value, made, mostKnown);
    if (typeof value === 'string' && typeof made === 'string' && value.length >= shortestSought) {
      setBounded(this.#sought, value, made, mostSought);
    }
    return made;
  }

  /** The sentence with stand-ins in the places of the last values that stand in it. */
  replaceKnown(sentence: string): string {
    let text = sentence;
    for (const [value, standIn] of this.#sought) {
      if (value.length <= text.length && text.includes(value)) text = text.replaceAll(value, () => standIn);
    }
    return text;
  }

  /** Whether a value is one of the last stand-ins. Short ones do not count: a value of somebody's may well be the same. */
  has(value: string | number): boolean {
    return this.#made.has(value) && telling.test(`${value}`);
  }

  /** The stand-in that the value has already, or undefined. */
  known(value: string | number): string | number | undefined {
    return this.#known.get(value);
  }

  #text(value: string): string {
    const form = valueForm(value);
    const number = this.#next(form);
    switch (form) {
      case 'email':
        return `person${number}@masked.example`;
      case 'card':
        return withDigits(value, (digits) => withLuhnDigit(padded(number, digits.length - 1)));
      case 'digits':
        return withDigits(value, (digits) => padded(number, digits.length));
      case 'date':
        return dateLike(value, number);
      case 'token':
        return `token-${number}`;
      case 'text':
        return `text-${number}`;
    }
  }

  #number(value: number): number {
    if (!Number.isInteger(value)) return this.#next('fraction') + 0.5;
    const digits = Math.min(Math.abs(value).toFixed(0).length, 15);
    let number: number;
    // Small numbers are few: what is taken already is left out, at the price of one digit more.
    do number = 10 ** (digits - 1) + this.#next(digits) - 1;
    while (this.#taken.has(number));
    this.#taken.add(number);
    return value < 0 ? -number : number;
  }

  /** Counts from 1 for each form, and for whole numbers by how many digits they have. */
  #next(form: Form | 'fraction' | number): number {
    const number = (this.#counts.get(form) ?? this.before) + 1;
    this.#counts.set(form, number);
    return number;
  }
}

function padded(number: number, length: number): string {
  return `${number}`.padStart(length, '0');
}

function withLuhnDigit(digits: string): string {
  return `${digits}${luhnDigit(digits)}`;
}

/** The text with other digits in the places of its digits; what does not fit follows. */
function withDigits(text: string, change: (digits: string) => string): string {
  const digits = Array.from(change(text.replace(/\D/g, '')));
  return `${text.replace(/\d/g, () => digits.shift() ?? '')}${digits.join('')}`;
}

/** A date that is `number` days after the end of 1999, as long as the given one. */
function dateLike(text: string, number: number): string {
  const day = new Date(Date.UTC(1999, 11, 31) + number * 86_400_000).toISOString();
  return text.length === 10 ? day.slice(0, 10) : day;
}
