import type { Lane } from './layout/lanes';
import { nameOfLoad } from './timelineItem';
import type { TimelineRecords } from './timelineRecords';

/** What an interaction is called, and whom it is with. */
export interface InteractionCaption {
  /** Such as "Inbound call · Jane Doe". */
  readonly title: string;
  readonly who?: string | undefined;
}

/** What pages are called, by their ids: each by its newest load. */
export function namesOfPages({ loads }: TimelineRecords): ReadonlyMap<string, string> {
  return new Map(loads.map((load) => [load.page, nameOfLoad(load)]));
}

/**
 * What a lane is called: an interaction by its kind and customer, a case by the customer, a page by its name.
 * @param captions of interactions by the keys of their lanes, as far as they are known
 */
export function nameOfLane(
  { kind, key, page, id }: Lane,
  records: TimelineRecords,
  captions: ReadonlyMap<string, InteractionCaption>,
): string {
  if (kind === 'interaction') return captions.get(key)?.title ?? `#${id}`;
  if (kind === 'page') {
    const load = records.loads.findLast((each) => each.page === page);
    return load === undefined ? page : nameOfLoad(load);
  }
  const members = records.lanes.placed.filter(({ lane }) => lane.page === page && lane.caseId === id);
  const main = (members.find(({ lane }) => lane.parent === undefined) ?? members[0])?.lane;
  if (main === undefined) return `Case ${id}`;
  return captions.get(main.key)?.who ?? `Case of #${main.id}`;
}
