import { serviceName } from '../../api/catalogue';
import type { MethodSpec, ParameterSpec } from '../../api/method';
import type { TargetType } from '../../api/targetQuery';
import { isRecordObject, lookup } from '../../base/guards';
import { newestOf } from '../../model/history/newestOf';
import type { RecordOf } from '../../protocol/records';
import type { Page } from '../../session/page';
import { fieldText, userDataOf } from '../interactions/interactionFacts';
import { uiText } from '../text/text';
import type { Choice } from '../questions/question';

/** A longer list helps nobody. */
const most = 50;
/** Records that are looked through for values. */
const mostRead = 500;

/** The values that a page has shown for a parameter, those of earlier calls first; none where it has shown none. */
export function seenValues(page: Page, method: MethodSpec, parameter: ParameterSpec, index: number): readonly Choice[] {
  const seen = lookup(sources, parameter.name)?.(page) ?? [];
  const service = serviceName(method);
  const used = parameter.kind === 'string' || parameter.kind === 'number' ? usedValues(page, service, index) : [];
  return distinct([...used, ...seen]);
}

/** The destinations that calls on the page had for this kind of target, the newest first. */
export function seenDestinations(page: Page, type: TargetType): readonly Choice[] {
  const queries = calls(page).flatMap(({ parameters = [] }) => parameters.filter(isRecordObject));
  return distinct(
    queries
      .filter((query) => (query.type ?? query.target) === type)
      .map(({ destination }) => ({ value: destination, description: 'used before' })),
  );
}

interface Seen {
  readonly value: unknown;
  readonly description?: string | undefined;
}

/** What calls on the page had for this argument. */
function usedValues(page: Page, service: string, index: number): readonly Seen[] {
  return calls(page)
    .filter((call) => call.service === service)
    .map(({ parameters = [] }) => ({ value: parameters[index], description: 'used before' }));
}

/** Where a parameter's values are found, by its name. Source: the shapes in the reference; any other is left out. */
const sources: Readonly<Record<string, (page: Page) => readonly Seen[]>> = {
  campaignName: (page) => [
    ...replies(page, 'outbound.getCampaigns').flatMap((campaign) => named(campaign, 'mode')),
    ...eventsOf(page, 'outbound').flatMap(({ campaign }) =>
      typeof campaign === 'string' ? [{ value: campaign }] : isRecordObject(campaign) ? named(campaign, 'mode') : [],
    ),
    ...userData(page, 'GSW_CAMPAIGN_NAME'),
  ],
  recordHandle: (page) => [
    ...replies(page, 'outbound.getChainedRecords').map((record) => ({
      value: record.recordHandle,
      description: fieldText(record, 'phone'),
    })),
    ...userData(page, 'GSW_RECORD_HANDLE'),
  ],
  callResult: (page) =>
    replies(page, 'outbound.getListOfCallResults').map((result) => ({
      value: result.id,
      description: fieldText(result, 'name'),
    })),
};

function named(object: Readonly<Record<string, unknown>>, beside: string): readonly Seen[] {
  return [{ value: fieldText(object, 'name'), description: fieldText(object, beside) }];
}

function userData(page: Page, key: string): readonly Seen[] {
  return [...page.desk.interactions.values()].map((interaction) => ({ value: userDataOf(interaction)?.[key] }));
}

/** The newest first. */
function calls({ history }: Page): readonly RecordOf<'call'>[] {
  return newestOf(history, 'call', () => true, mostRead);
}

/** The objects in the newest list that the service answered. */
function replies({ history }: Page, service: string): readonly Readonly<Record<string, unknown>>[] {
  const lists = newestOf(
    history,
    'reply',
    ({ name, outcome }) => name === service && outcome === 'succeeded',
    mostRead,
  );
  const data = lists.map((reply): unknown => reply.data).find((each) => Array.isArray(each));
  return Array.isArray(data) ? data.filter(isRecordObject) : [];
}

function eventsOf({ history }: Page, event: string): readonly Readonly<Record<string, unknown>>[] {
  return newestOf(history, 'event', ({ name }) => name === event, mostRead)
    .map(({ data }) => data)
    .filter(isRecordObject);
}

/** Each value once, as text or number; one with a description wins. */
function distinct(seen: readonly Seen[]): readonly Choice[] {
  const choices = new Map<string | number, Choice>();
  for (const { value, description } of seen) {
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') continue;
    const known = choices.get(value)?.description;
    if (known === undefined && choices.size >= most && !choices.has(value)) continue;
    const text = known ?? (description === undefined ? undefined : uiText(description, 80));
    choices.set(value, {
      value,
      label: uiText(String(value), 80),
      ...(text === undefined ? {} : { description: text }),
    });
  }
  return [...choices.values()];
}
