/** What a text looks like, by which its stand-in looks alike. */
export type Form = 'email' | 'card' | 'digits' | 'date' | 'token' | 'text';

const email = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
/** A JSON Web Token, or what follows the word Bearer. */
const token = /eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?|(?<=\bBearer\s+)[\w.~+/=-]{8,}/i;
const separated = String.raw`\d(?:[ ./()-]{0,2}\d)`;
/** 13 to 19 digits, alone or in groups; which of them are cards, the check digit says. */
const cardLike = new RegExp(String.raw`(?<![\w+-])${separated}{12,18}(?![\w-])`);
/** A number with its country, or 9 to 15 digits, alone or in groups. What stands in the midst of an id is none. */
const phone = new RegExp(
  String.raw`(?<!\w)\+(?:[ ./()-]{0,2}\d){7,15}(?![\w-])|(?<![\w+.-])\(?${separated}{8,14}(?![\w-])`,
);

const whole = (pattern: RegExp): RegExp => new RegExp(`^(?:${pattern.source})$`, pattern.flags);
const every = (pattern: RegExp): RegExp => new RegExp(pattern.source, `${pattern.flags}g`);

const wholeEmail = whole(email);
const wholeToken = /^eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?$/;
const wholeDigits = /^\+?(?:[ ./()-]{0,2}\d)+\)?$/;
const wholeDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const everyEmail = every(email);
const everyToken = every(token);
const everyCardLike = every(cardLike);
const everyPhone = every(phone);

/** More of a text than this is not searched for forms: it is taken as one value. */
export const longestSearched = 20_000;

/** The form of a whole value. */
export function valueForm(text: string): Form {
  if (text.length > 300) return wholeToken.test(text.slice(0, 10_000)) ? 'token' : 'text';
  if (wholeDate.test(text)) return 'date';
  if (wholeDigits.test(text)) return isCard(text) ? 'card' : 'digits';
  if (wholeEmail.test(text)) return 'email';
  return wholeToken.test(text) ? 'token' : 'text';
}

/** Replaces what has the form of an e-mail address, a token, a card's or a phone's number in a text. */
export function replaceForms(text: string, replace: (found: string) => string): string {
  if (wholeDate.test(text)) return text;
  return text
    .replace(everyToken, replace)
    .replace(everyEmail, replace)
    .replace(everyCardLike, (found) => (isCard(found) ? replace(found) : found))
    .replace(everyPhone, replace);
}

/** Whether the digits of a text are as many as those of a payment card, with the right check digit. */
export function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 13 || digits.length > 19) return false;
  return luhnDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** The check digit after these digits (ISO/IEC 7812-1, Annex B). */
export function luhnDigit(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return (10 - (sum % 10)) % 10;
}
