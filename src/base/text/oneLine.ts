import { beginningOf } from './beginningOf';

const ellipsis = '…';

/** Control characters, which terminals obey, line ends of all kinds, and lone halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/**
 * Characters that are not seen: direction marks, which make a text read as another one, zero-width spaces, fillers, tags,
 * and marks of interlinear annotation. Joiners and variation selectors are left to the rules below.
 */
export const invisible =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\ufff9-\ufffb]/gu;

/** Variation selectors that select nothing. */
const idleSelectors = /(?<![\p{Extended_Pictographic}\d#*])[\ufe0e\ufe0f]/gu;

/** Joiners where neither an emoji nor a script that needs them stands on both sides. */
const idleJoiners = /[\u200c\u200d]{2,}|(?<![^\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\0-\x7f])/gu;

/** More marks over one letter than any language has: they would cover the lines above and below. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;

/**
 * A text by strangers as one well-formed line of at most `max` UTF-16 units, without characters that are obeyed instead of
 * shown. It is cut between characters as a reader sees them. Applied again it changes nothing.
 */
export function oneLine(text: string, max = 200): string {
  // A text that is far too long is cut first, so that the work depends on `max` alone.
  const begun = beginningOf(text, max * 2);
  const line = begun
    .replace(unprintable, ' ')
    .replace(invisible, '')
    .replace(idleSelectors, '')
    .replace(idleJoiners, '')
    .replace(piledMarks, '$1')
    .trim();
  if (line.length <= max && begun.length === text.length) return line;
  return wholeCharacters(line, max - ellipsis.length).trimEnd() + ellipsis;
}

/** Made when first needed: it loads the language's data. */
let characters: Intl.Segmenter | undefined;

/** One character is seldom longer; a text that claims to be one long character is cut inside it. */
const longestCharacter = 40;

function wholeCharacters(line: string, max: number): string {
  if (line.length <= max) return line;
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const end = characters.segment(line).containing(max)?.index ?? max;
  return end > max - longestCharacter ? line.slice(0, end) : beginningOf(line, max);
}
