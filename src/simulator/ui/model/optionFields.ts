import type { DeskOptions } from '../../desk/options';

/** How an option is written: a list has commas between its names. */
export type OptionKind = 'text' | 'number' | 'switch' | 'list' | 'json';

interface OptionField {
  readonly name: keyof DeskOptions;
  readonly kind: OptionKind;
  readonly label: string;
  readonly hint: string;
}

/** The options that can be edited, in the groups in which they are shown. The administrator's bear their real names. */
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
      { name: 'notReadyReasons', kind: 'list', label: 'Reasons for Not Ready', hint: 'Names with commas between.' },
      { name: 'afterCallWork', kind: 'switch', label: 'After-call work', hint: 'Follows each call.' },
      { name: 'agent', kind: 'json', label: 'Who it is', hint: 'All fields are needed but roles.' },
    ],
  },
];
