/*
 * A JSON value is skipped with regular expressions, which the engine turns into machine code: several times faster than
 * parsing it. Only compact JSON is understood, as JSON.stringify writes it; what is not understood may still be JSON.
 */

const plain = String.raw`[^"\\\u0000-\u001f]*`;
const string = String.raw`"${plain}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})${plain})*"`;
const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const scalar = `(?:${string}|${number}|true|false|null)`;

/** Numbers that are not negative, as JSON writes those of a usual size. */
export const usualNumber = String.raw`(?:0|[1-9]\d{0,14})(?:\.\d{1,17})?`;

/** What an expression of a whole text says of it, for an expression in which that is a part. */
export function formOf({ source }: RegExp): string {
  return source.slice('^'.length, -'$'.length);
}

/** One string, number or literal. */
const oneScalar = new RegExp(scalar, 'y');
/*
 * What may follow a scalar is asked right behind it: an expression that has to try another way behind a long text goes back
 * through all of it, which takes several times as long as reading it.
 */
/** Members of an object as far as they are scalars, and the key of one that is not. */
const members = new RegExp(String.raw`(?:${string}:(?:${scalar}(?:,|(?=\}))|(?=[[{])))*`, 'y');
/** Elements of an array as far as they are scalars. */
const elements = new RegExp(String.raw`(?:${scalar}(?:,|(?=\])))*`, 'y');

/** Members with scalars of one object, each followed by a comma, up to the value of the key `name`. */
export function membersUpTo(name: string): RegExp {
  return new RegExp(`(?:(?!"${name}":)${string}:${scalar},)*"${name}":`, 'y');
}

/** The rest of an object's members, all with scalars, and its end. */
export const restOfMembers = new RegExp(String.raw`(?:,${string}:${scalar})*\}`, 'y');

/** Where the match of a sticky expression at `at` ends, or -1 if there is none. */
export function matchEnd(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : -1;
}

/**
 * Where the JSON value that begins at `start` ends, or -1 if it is none, is not compact, or nests deeper than `depth`.
 * Whatever is skipped is valid JSON.
 */
export function endOfValue(text: string, start: number, depth: number): number {
  const first = text[start];
  if (first !== '{' && first !== '[') return matchEnd(oneScalar, text, start);
  const open: boolean[] = [];
  let at = start;
  for (;;) {
    // Here begins a value that is an object or an array.
    const isObject = text[at] === '{';
    open.push(isObject);
    if (open.length > depth) return -1;
    at = matchEnd(isObject ? members : elements, text, at + 1);
    // Here something is closed, or a value of that kind begins again.
    for (;;) {
      const inObject = open.at(-1) === true;
      const next = text[at];
      if (next === '{' || next === '[') {
        // In an object a value follows its key; the expressions leave nothing else before it.
        if (inObject && text[at - 1] !== ':') return -1;
        break;
      }
      if (next !== (inObject ? '}' : ']') || text[at - 1] === ',') return -1;
      open.pop();
      at++;
      if (open.length === 0) return at;
      if (text[at] === ',') at = matchEnd(open.at(-1) === true ? members : elements, text, at + 1);
      // Without a comma, the object or array around ends too: nothing else may follow.
      else if (text[at] !== (open.at(-1) === true ? '}' : ']')) return -1;
    }
  }
}
