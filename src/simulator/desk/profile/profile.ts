import * as v from 'valibot';
import { tableKeys } from '../../../base/collections';
import { errorArguments, eventData, interactionEvents } from '../assumptions';
import type { errorTexts, results } from '../assumptions';
import { stateMachines } from '../stateMachines/stateMachines';
import { membersSchema, shapeSchema } from './shape';

export const profileFormat = 'deskside-profile';
/** The version that this product writes; docs/profiles.md describes the format. */
export const profileVersion = 1;
/** How the name of a profile's file ends. */
export const profileEnding = '.deskside-profile.json';

/** A longer text is no profile, in characters. */
export const longestProfile = 256 * 1024;

/** The services whose results are not documented in full, each with the entry of the assumptions that is about it. */
export const learnableResults = {
  'media.getMediaList': 'media',
  'media.getMediaByName': 'media',
  'outbound.getCampaigns': 'campaign',
  'outbound.getListOfCallResults': 'callResults',
  'configuration.getOption': 'sections',
  'configuration.getContextualOption': 'sections',
  'auth.getJwtToken': 'jwtToken',
  'auth.getPureCloudToken': 'pureCloudToken',
} as const satisfies Readonly<Record<string, keyof typeof results>>;

type LearnableService = keyof typeof learnableResults;

/** Whether the result of a service can be learned. */
export function isLearnable(service: string): service is LearnableService {
  return Object.hasOwn(learnableResults, service);
}

const namedBy = <T extends object, S extends v.GenericSchema>(object: T, schema: S) =>
  v.record(v.picklist(tableKeys(object)), schema);

/** A word of Workspace's: letters and underscores alone, so that no number and no address is one. */
export const wordForm = /^[A-Za-z][A-Za-z_]{1,59}$/;
const word = v.pipe(v.string(), v.regex(wordForm));

/** What was learned from a live Workspace: types, names and words of the API, and no value of anybody's. */
export const profileSchema = v.strictObject({
  /** A JSON schema, for editors. */
  $schema: v.optional(v.string()),
  format: v.literal(profileFormat),
  version: v.literal(profileVersion),
  /** The `eventType` that tells of each thing that happens to an interaction. */
  eventTypes: namedBy(interactionEvents, word),
  /** The data of events: its shape, and the `eventType` of those that tell of no interaction. */
  events: namedBy(eventData, v.strictObject({ eventType: v.optional(word), data: shapeSchema })),
  /** Members of an Interaction that the reference does not name, by the kind of its media. */
  interactions: namedBy(stateMachines, membersSchema),
  /** The `data` of replies, by their services. */
  results: namedBy(learnableResults, shapeSchema),
  /** What `errorMessage` says; `{name}` stands for what differs from call to call, `…` for what was left out. */
  errorTexts: namedBy(errorArguments, v.pipe(v.string(), v.maxLength(500))),
});
export type Profile = v.InferOutput<typeof profileSchema>;

/** The errors whose texts can be learned. */
export type LearnableError = keyof typeof errorArguments & keyof typeof errorTexts;

/** Why a text is no profile that can be used: one sentence with a next step. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/** @throws ProfileError if the text is no profile, or one of a newer version */
export function readProfile(text: string): Profile {
  if (text.length > longestProfile) {
    throw new ProfileError(`A profile has at most ${longestProfile} characters. Name one that Deskside has made.`);
  }
  const value = parsed(text);
  const named = v.safeParse(v.looseObject({ format: v.literal(profileFormat), version: v.number() }), value);
  if (!named.success)
    throw new ProfileError('This is no profile of Deskside. Name a file that ends in .deskside-profile.json.');
  if (named.output.version > profileVersion) {
    throw new ProfileError(
      `This profile has version ${named.output.version} of the format; this Deskside reads version ${profileVersion}. Update Deskside to use it.`,
    );
  }
  const result = v.safeParse(profileSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ProfileError(
    `${v.getDotPath(issue) ?? 'The whole'}: ${issue.message}. Correct it, or learn the profile anew.`,
  );
}

/** The text of a profile's file. */
export function profileText(profile: Profile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
