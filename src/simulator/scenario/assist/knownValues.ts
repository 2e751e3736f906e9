import { catalogue, findMethod, serviceName } from '../../../api/catalogue';
import { eventNames } from '../../../api/events/events';
import { agentEventTypes, caseEventTypes, interactionEventTypes } from '../../../api/events/eventTypes';
import { namespaces } from '../../../api/method';
import { interactionStates } from '../../../api/states';
import { isRecordObject } from '../../../base/guards';
import { farEndMoves, interactionActions, reachActions } from '../../desk/rules/actions';
import type { Path } from './schema';

/** A value that makes sense at a place, beyond what the schema names. */
export interface KnownValue {
  readonly text: string;
  readonly doc: string;
}

const timeSpans: readonly KnownValue[] = ['500ms', '1s', '2s', '10s'].map((text) => ({ text, doc: 'A time span.' }));
const media: readonly KnownValue[] = ['voice', 'chat', 'email', 'workitem'].map((text) => ({
  text,
  doc: `The media ${text}.`,
}));
const events: readonly KnownValue[] = eventNames.map((text) => ({ text, doc: `The event ${text}.` }));
const services: readonly KnownValue[] = [
  ...catalogue.map((method) => ({ text: serviceName(method), doc: method.doc })),
  ...namespaces.map((namespace) => ({ text: `${namespace}.*`, doc: `Any service of ${namespace}.` })),
];
const eventTypes: readonly KnownValue[] = Object.entries({
  ...caseEventTypes,
  ...interactionEventTypes,
  ...agentEventTypes,
}).map(([text, { doc }]) => ({ text, doc }));

const byKey: Readonly<Record<string, readonly KnownValue[]>> = {
  after: timeSpans,
  within: timeSpans,
  delay: timeSpans,
  media,
  called: services,
  event: events,
  subscribed: events,
  eventType: eventTypes,
};

const interactionKeys: readonly string[] = ['interactionId', 'caseId', 'interaction', 'gone'];

/** The values that are known at a path of a scenario, as far as it is written. */
export function knownValues(path: Path, scenario: unknown): readonly KnownValue[] {
  const [, , deed, key] = path;
  const names = namedBefore(path, scenario);
  const last = path.findLast((each) => typeof each === 'string') ?? '';
  if (path.length === 4 && interactionKeys.includes(String(key))) {
    return names.map((text) => ({ text, doc: `The interaction that a step before named ${text}.` }));
  }
  if (deed === 'fault' && key === 'name') return [...services, ...events];
  if (last === 'campaign') return campaignsOf(scenario);
  const known = byKey[last] ?? [];
  return path.length > 4 && path[0] === 'steps' && deed !== 'options' ? [...known, ...references(names)] : known;
}

/** What a word in a scenario means, where the API or the simulator has words for it. */
export function describeValue(key: string, value: string): string | undefined {
  if (key === 'called' || key === 'name') return findMethod(value)?.doc;
  if (key === 'do') return labelOf({ ...interactionActions, ...reachActions }, value);
  if (key === 'happens') return labelOf(farEndMoves, value);
  if (key === 'is' || key === 'state' || key === 'previousState') {
    return Object.entries(interactionStates).find(([state]) => state === value)?.[1].doc;
  }
  return byKey[key]?.find(({ text }) => text === value)?.doc;
}

function labelOf(labels: Readonly<Record<string, string>>, value: string): string | undefined {
  return Object.hasOwn(labels, value) ? `${labels[value]}.` : undefined;
}

function references(names: readonly string[]): KnownValue[] {
  return names.flatMap((name) => [
    { text: `$${name}`, doc: `The id of the interaction ${name}.` },
    { text: `$${name}.caseId`, doc: `The id of the case of ${name}.` },
  ]);
}

/** The names that steps before the one at a path give. */
function namedBefore([, index]: Path, scenario: unknown): readonly string[] {
  const steps: readonly unknown[] = isRecordObject(scenario) && Array.isArray(scenario.steps) ? scenario.steps : [];
  const before = steps.slice(0, typeof index === 'number' ? index : 0);
  const names = before.map((step) => (isRecordObject(step) ? step.as : undefined));
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

function campaignsOf(scenario: unknown): KnownValue[] {
  const options = isRecordObject(scenario) ? scenario.options : undefined;
  const campaigns: readonly unknown[] =
    isRecordObject(options) && Array.isArray(options.campaigns) ? options.campaigns : [];
  const names = campaigns.map((campaign) => (isRecordObject(campaign) ? campaign.name : undefined));
  return names.filter((name) => typeof name === 'string').map((text) => ({ text, doc: 'A campaign of the options.' }));
}
