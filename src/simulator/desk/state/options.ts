import * as v from 'valibot';
import { contactSchema, filledText } from '../checks';
import { previewModes } from './types';

const milliseconds = v.pipe(v.number(), v.minValue(0));
const limit = v.pipe(v.number(), v.minValue(0));
const name = filledText;

/** A customer on a campaign's calling list. */
const listedCustomer = v.strictObject({
  contact: contactSchema,
  /** A record each. */
  phones: v.pipe(v.array(name), v.minLength(1)),
  fields: v.record(v.string(), v.unknown()),
});
export type ListedCustomer = v.InferOutput<typeof listedCustomer>;

/** Reasons for Not Ready; a display name where it is not the reason itself. */
export const notReadyReasonsSchema = v.array(
  v.union(
    [name, v.strictObject({ reason: name, displayName: name })],
    'must be a reason or an object with reason and displayName',
  ),
);

/** What the administrator and the player of the far ends can set, as a form, a test or a file gives it. */
export const deskOptionsSchema = v.strictObject({
  /** As an administrator writes it: `*`, or `http://my-server, http://s2 (agent.*, voice.dial)`; empty: nobody. */
  acceptedOrigins: v.exactOptional(v.string()),
  /** Requests a minute for a widget; 0 is no limit. */
  rateLimit: v.exactOptional(limit),
  /** Requests a minute by service name. */
  rateLimits: v.exactOptional(v.record(v.string(), limit)),
  /** Seconds in which requests are ignored once a limit was passed; 0 is for ever. */
  quarantineDelay: v.exactOptional(limit),
  /** User data keys that a widget may read: names separated by commas, `*` for all, also at a name's end. */
  readAllowed: v.exactOptional(v.string()),
  /** User data keys that a widget may set or delete, written likewise. */
  writeAllowed: v.exactOptional(v.string()),
  /** Milliseconds after which a block of mark-done is lifted; 0: stays. */
  blockMarkdoneTimeout: v.exactOptional(milliseconds),
  agent: v.exactOptional(
    v.strictObject({
      employeeId: v.string(),
      firstname: v.string(),
      lastname: v.string(),
      username: v.string(),
      roles: v.exactOptional(v.array(v.string())),
    }),
  ),
  /** Names of the agent's media: voice, chat and email have state machines of their own, all others count as open media. */
  media: v.exactOptional(v.array(name)),
  /** Reasons of the state list besides plain Not Ready. */
  notReadyReasons: v.exactOptional(notReadyReasonsSchema),
  /** After a call the agent goes into after-call work. */
  afterCallWork: v.exactOptional(v.boolean()),
  /** Milliseconds until an offered interaction is taken back; 0: rings until something happens. */
  ringTimeoutMs: v.exactOptional(milliseconds),
  /** Milliseconds until a called or consulted party answers; 0: waits until it is told to. */
  farEndAnswersAfterMs: v.exactOptional(milliseconds),
  /** Milliseconds for each step that a server takes: joining a chat, loading its history, transfers; 0: waits. */
  serverStepMs: v.exactOptional(milliseconds),
  /** Outbound campaigns, loaded and running from the start; a list begins anew when it is through. */
  campaigns: v.exactOptional(
    v.array(v.strictObject({ name, mode: v.picklist(previewModes), customers: v.array(listedCustomer) })),
  ),
  /** Configuration options by section, for configuration.getOption. */
  configuration: v.exactOptional(v.record(v.string(), v.record(v.string(), v.string()))),
});
export type DeskOptions = Readonly<Required<v.InferOutput<typeof deskOptionsSchema>>>;

const listed: ListedCustomer[] = [
  {
    contact: { displayName: 'Vera Lind', firstName: 'Vera', lastName: 'Lind' },
    phones: ['5550111', '5550112'],
    fields: { Contract: 'C-1042' },
  },
  {
    contact: { displayName: 'Omar Reyes', firstName: 'Omar', lastName: 'Reyes' },
    phones: ['5550121'],
    fields: { Contract: 'C-2210' },
  },
];

export const defaultOptions: DeskOptions = {
  acceptedOrigins: '*',
  rateLimit: 0,
  rateLimits: {},
  quarantineDelay: 30,
  readAllowed: '*',
  writeAllowed: '*',
  blockMarkdoneTimeout: 0,
  agent: {
    employeeId: '1001',
    firstname: 'Ada',
    lastname: 'Morgan',
    username: 'amorgan',
    roles: ['ROLE_AGENT'],
  },
  media: ['voice', 'chat', 'email', 'workitem'],
  notReadyReasons: ['Break', { reason: 'Lunch', displayName: 'Out to Lunch' }, 'Training'],
  afterCallWork: false,
  ringTimeoutMs: 0,
  farEndAnswersAfterMs: 1_500,
  serverStepMs: 300,
  campaigns: [
    { name: 'Renewals', mode: 'pull', customers: listed },
    { name: 'Callbacks', mode: 'push', customers: listed },
    { name: 'Reminders', mode: 'directPush', customers: listed },
  ],
  configuration: {
    'interaction-workspace': {
      'voice.auto-answer': 'false',
      'voice.mark-done-on-release': 'false',
      'chat.auto-answer': 'false',
      'email.auto-answer': 'false',
    },
  },
};
