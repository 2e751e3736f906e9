import { isRecordObject } from '../../base/json';
import type { PageInfo, Place } from '../../protocol/messages';
import { unanswered } from '../../protocol/unanswered';
import type { Page } from '../page';
import { phaseOfInteraction } from './interactionFacts';
import { oneLine } from './text';

const places: Readonly<Record<Place, string>> = {
  widget: 'widget',
  webContent: 'web content',
  simulator: 'simulated Workspace',
};

/**
 * What to call a page: a widget by its title; the relay's own page, which has none of interest, by whose Workspace it
 * watches.
 */
export function pageName(info: PageInfo): string {
  if (info.place === 'simulator') return 'Simulated Workspace';
  if (info.place === 'webContent') return 'Workspace';
  return info.title.trim() === '' ? info.origin : info.title;
}

/** What to call a page in the log, which is a file: a title may name a customer, the address of a page holds no query. */
export function pageLogName(info: PageInfo): string {
  return info.place === 'widget' ? info.location.replace(/^https?:\/\//, '') : pageName(info);
}

/** Where a page's bridge sits, in words. */
export function placeText(place: Place): string {
  return places[place];
}

/**
 * Whether the page is the simulated Workspace, where nothing reaches a customer: it says so, and the relay says that it
 * serves the page itself.
 */
export function isSimulator({ place, own }: PageInfo): boolean {
  return place === 'simulator' && own === true;
}

/** The pages that are connected. */
export function connectedPages(pages: Iterable<Page>): readonly Page[] {
  return [...pages].filter(({ info }) => info.connected);
}

/** Whether a simulated Workspace is open. */
export function hasSimulator(pages: Iterable<Page>): boolean {
  return connectedPages(pages).some(({ info }) => isSimulator(info));
}

/** Whether a reason under `refused` is what Workspace said, and not that it said nothing. */
export function isRefusal(reason: string): boolean {
  return !Object.values<string>(unanswered).includes(reason);
}

/** What to do with a page that is not inside Workspace. */
export const outsideAdvice = 'Open it in Workspace or in the simulated one: elsewhere nobody answers.';

/** Whether a page is not inside Workspace, where no administrator is of help. */
export function isOutside({ desk }: Page): boolean {
  return Object.values(desk.refused).some((reason) => reason === unanswered.outside);
}

/** Why a page's interactions can't be seen. */
export function pageTrouble(page: Page): { readonly short: string; readonly reason: string } | undefined {
  const reason = page.desk.refused['interaction.getInteractions'];
  return reason === undefined ? undefined : { short: 'interactions unknown', reason: oneLine(reason) };
}

/** The agent's name as far as the page knows it. Source: reference and public samples, `agent.get`. */
export function agentName(agent: unknown): string | undefined {
  if (!isRecordObject(agent)) return undefined;
  const names = [agent.firstname, agent.lastname].filter((name) => typeof name === 'string' && name !== '');
  if (names.length > 0) return names.join(' ');
  return typeof agent.username === 'string' ? agent.username : undefined;
}

/** How many interactions of the connected pages wait for the agent's yes or no. */
export function offeredCount(pages: Iterable<Page>): number {
  let offered = 0;
  for (const page of connectedPages(pages)) {
    for (const interaction of page.desk.interactions.values()) {
      if (phaseOfInteraction(interaction) === 'offered') offered++;
    }
  }
  return offered;
}
