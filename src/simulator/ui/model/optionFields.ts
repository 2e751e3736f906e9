import type { DeskOptions } from '../../desk/state/options';

/** How an option is written: a list has commas between its names. */
export type OptionKind = 'text' | 'number' | 'switch' | 'list' | 'reasons' | 'json';

interface OptionField {
  readonly name: keyof DeskOptions;
  readonly kind: OptionKind;
  readonly label: string;
  readonly hint: string;
}

/** The options that can be edited, by group. Options of the administrator have the names of the real product. */
export const optionGroups: readonly { readonly title: string; readonly fields: readonly OptionField[] }[] = [
  {
    title: 'What the administrator sets (service-client-api.…)',
    fields: [
      {
        name: 'acceptedOrigins',
        kind: 'text',
        label: 'accepted-web-content-origins',
        hint: '*, or origins with allowed services.',
      },
      {
        name: 'readAllowed',
        kind: 'text',
        label: 'user-data.read-allowed',
        hint: 'Keys with commas between; a* fits abc.',
      },
      { name: 'writeAllowed', kind: 'text', label: 'user-data.write-allowed', hint: 'Likewise.' },
      {
        name: 'blockMarkdoneTimeout',
        kind: 'number',
        label: 'block-markdone-timeout',
        hint: 'Milliseconds that a block of mark-done lasts; 0: until it is taken back.',
      },
      { name: 'rateLimit', kind: 'number', label: 'rate-limit', hint: 'Requests a minute; 0 is no limit.' },
      {
        name: 'quarantineDelay',
        kind: 'number',
        label: 'rate-limit-quarantine-delay',
        hint: 'Seconds without replies; 0 is for ever.',
      },
      { name: 'rateLimits', kind: 'json', label: 'rate-limit.<service>', hint: 'Requests a minute by service.' },
      { name: 'configuration', kind: 'json', label: 'Other options', hint: 'By section, for configuration.getOption.' },
    ],
  },
  {
    title: 'How patient the world is',
    fields: [
      { name: 'ringTimeoutMs', kind: 'number', label: 'Ring time-out', hint: 'Milliseconds; 0 rings for ever.' },
      { name: 'farEndAnswersAfterMs', kind: 'number', label: 'Far end answers after', hint: 'Milliseconds; 0 waits.' },
      { name: 'serverStepMs', kind: 'number', label: 'Time of a server step', hint: 'Milliseconds; 0 waits.' },
    ],
  },
  {
    title: 'The agent',
    fields: [
      { name: 'media', kind: 'list', label: 'Media', hint: 'Names with commas between.' },
      {
        name: 'notReadyReasons',
        kind: 'reasons',
        label: 'Reasons for Not Ready',
        hint: 'With commas between; a display name in brackets: Lunch (Out to Lunch).',
      },
      { name: 'afterCallWork', kind: 'switch', label: 'After-call work', hint: 'Follows each call.' },
      { name: 'agent', kind: 'json', label: 'Who it is', hint: 'All fields are needed but roles.' },
    ],
  },
];

type Reasons = DeskOptions['notReadyReasons'];

/** Reasons as they are written in a line: `Break, Lunch (Out to Lunch)`. */
export function reasonsText(reasons: Reasons): string {
  return reasons.map((each) => (typeof each === 'string' ? each : `${each.reason} (${each.displayName})`)).join(', ');
}

/** The reverse of reasonsText. */
export function reasonsIn(text: string): Reasons {
  return namesIn(text).map((entry) => {
    const [, reason, displayName] = /^(.*\S)\s*\(\s*(.*\S)\s*\)$/.exec(entry) ?? [];
    return reason === undefined || displayName === undefined ? entry : { reason, displayName };
  });
}

/** Names that stand in a line with commas between. */
export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
