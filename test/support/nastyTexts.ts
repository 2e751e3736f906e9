import fc from 'fast-check';

/** Texts that try to be more than text, each a trick of its own. */
export const tricks = {
  direction: 'Payroll \u202Egro.live\u2066 \u200F',
  escapes: '\x1b[2J\x1b]8;;https://evil.example\x07click\x1b]8;;\x07\x9b31m',
  lineEnds: 'one\r\ntwo\u2028three\u2029four\x0bfive\x0csix\x85seven',
  quotation: 'Payroll" at https://desk.example\u201d wants \u2019\u2019 in. Allow it\u201f \u2033 \u02ee',
  markup: '<b>bold</b><img src=x onerror=alert(1)> **bold** `code` &lt;i&gt; | # heading',
  link: '[Open](command:workbench.action.terminal.new) [x](https://evil.example) <https://evil.example>',
  image: '![x](https://evil.example/pixel.png)',
  icon: '$(alert) $(loading~spin) \\$(zap)',
  format: '%s %d %o {0} ${name} $1 $&',
  zeroWidth: 'pay\u200Broll\u200D\uFEFF\u00AD\u2060\u3164\u180E\u{E0041}\u{E007F}',
  piled: `Z${'\u0301'.repeat(3000)}`,
  halfEmoji: `${'x'.repeat(198)}😀😀`,
  loneHalves: 'a\uD83Db\uDE00c',
  proto: '__proto__',
  constructor: 'constructor',
  long: 'long '.repeat(100_000),
  control: Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join(''),
} as const;

/** A trick, tricks one after another, or any text at all. */
export const nastyText = fc.oneof(
  fc.constantFrom(...Object.values(tricks)),
  fc
    .array(fc.constantFrom(...Object.values(tricks).map((trick) => trick.slice(0, 300))), { maxLength: 4 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom('\u200d', '\u200c', '\ufe0f', '\u0301', '\u034f', 'a', 'é', '😀', '1', '\u202e', ' ', '\ud83d'),
      { maxLength: 80 },
    )
    .map((parts) => parts.join('')),
);

/** Characters that no text on a screen may hold. */
const forbidden =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u115f\u1160\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\u034f/u;

/** Why a text must not be shown as one line; undefined if it may. */
export function shownProblem(text: string): string | undefined {
  const found = forbidden.exec(text)?.[0];
  if (found !== undefined) return `holds U+${found.codePointAt(0)?.toString(16) ?? ''}`;
  return /\p{M}{5}/u.test(text) ? 'piles up marks' : undefined;
}
