import type { Choice, ChoiceList } from './question';

/**
 * How well a choice matches what was typed, the best first. VS Code's own order looks at labels alone and lets a match
 * inside a word win over a name that is typed whole.
 */
const tiers = {
  /** The label, the name of a service without its namespace, or the value itself is typed whole. */
  whole: 0,
  /** The label or the name begins with it. */
  start: 1,
  /** A word of the label begins with it. */
  wordStart: 2,
  /** It is made of the beginnings of words of the label, in their order: "gml" for getMediaList. */
  abbreviation: 3,
  /** The label has it inside a word. */
  inside: 4,
  /** A word beside or below the label begins with it. */
  aside: 5,
  /** What stands beside or below the label has it inside a word. */
  asideInside: 6,
} as const;

/** The choices of all lists that match the text, the best first. Choices that match equally well keep their order. */
export function rankedChoices<T>(typed: string, lists: readonly ChoiceList<T>[]): readonly Choice<T>[] {
  const query = folded(typed).toLowerCase().trim();
  const words = query.split(/\s+/);
  return lists
    .flatMap(({ choices }) => choices)
    .flatMap((choice) => {
      const tier = tierOf(query, words, choice);
      return tier === undefined ? [] : [{ choice, tier }];
    })
    .sort((a, b) => a.tier - b.tier)
    .map(({ choice }) => choice);
}

/** The tier of the whole text or, if it is better, the worst tier among its words; undefined if a word matches nothing. */
function tierOf(query: string, words: readonly string[], choice: Choice): number | undefined {
  const label = folded(choice.label);
  const name = nameOf(label);
  const wholes = [label, name, ...(isPlain(choice.value) ? [String(choice.value)] : [])];
  if (wholes.some((whole) => whole.toLowerCase() === query)) return tiers.whole;
  const aside = folded(`${choice.description ?? ''}\n${choice.detail ?? ''}`);
  const wordTiers = words.map((word) => wordTier(word, label, name) ?? asideTier(word, aside));
  const worst = wordTiers.includes(undefined) ? undefined : Math.max(...wordTiers.map((tier) => tier ?? 0));
  const wholeTier = wordTier(query, label, name);
  if (worst === undefined || wholeTier === undefined) return worst ?? wholeTier;
  return Math.min(worst, wholeTier);
}

function wordTier(word: string, label: string, name: string): number | undefined {
  const lower = label.toLowerCase();
  if (lower.startsWith(word) || name.toLowerCase().startsWith(word)) return tiers.start;
  const starts = wordStarts(label);
  if (starts.some((start) => lower.startsWith(word, start))) return tiers.wordStart;
  if (isAbbreviation(word, lower, starts)) return tiers.abbreviation;
  return lower.includes(word) ? tiers.inside : undefined;
}

function asideTier(word: string, aside: string): number | undefined {
  const lower = aside.toLowerCase();
  if (wordStarts(aside).some((start) => lower.startsWith(word, start))) return tiers.aside;
  return lower.includes(word) ? tiers.asideInside : undefined;
}

/** A text without accents, so that the user need not type them. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** The name of a service without its namespace; any other label as it is. */
function nameOf(label: string): string {
  return /^\w+\.\w+$/.test(label) ? label.slice(label.indexOf('.') + 1) : label;
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Where words begin: after anything that is no letter or digit, and at a capital after a small letter. */
function wordStarts(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]|(?<=[\p{Ll}\p{N}])\p{Lu}/gu)].map(({ index }) => index);
}

/** Whether the text is made of beginnings of words, in their order; a word may be left out. */
function isAbbreviation(typed: string, lower: string, starts: readonly number[]): boolean {
  // How much of the text the words so far can have made up.
  const reached = new Set([0]);
  starts.forEach((start, index) => {
    const word = lower.slice(start, starts[index + 1]);
    for (const from of [...reached]) {
      for (let n = 0; n < word.length && word[n] === typed[from + n]; n++) reached.add(from + n + 1);
    }
  });
  return typed.length > 1 && reached.has(typed.length);
}
