import { isRecordObject } from '../../base/guards';
import type { PageInfo, Place } from '../../protocol/messages';
import { unanswered } from '../../protocol/unanswered';
import type { NumberedPageInfo, Page } from '../../session/page';
import { count, oneLine, uiText } from '../text/text';

const places: Readonly<Record<Place, string>> = {
  widget: 'widget',
  webContent: 'web content',
  simulator: 'simulated Workspace',
};

/** Pages whose titles say nothing: what to call them, by their place. */
const ownPageNames: Readonly<Partial<Record<string, string>>> = {
  simulator: 'Simulated Workspace',
  webContent: 'Workspace',
};

/** What the name of a page is made of. */
interface NamedPage extends Pick<NumberedPageInfo, 'title' | 'origin' | 'number'> {
  /** A trace may name one that is not known here. */
  readonly place: string;
}

/** Long enough to recognize a page by its title. */
const longestName = 80;

/**
 * What to call a page everywhere but in the log, as one line: a widget by its title; the relay's own page, which has none
 * of interest, by whose Workspace it watches. A number follows where there was another page of the name.
 */
export function pageName(info: NamedPage, max = longestName): string {
  const name = ownPageNames[info.place] ?? (oneLine(info.title) === '' ? info.origin : info.title);
  return numbered(name, info, max);
}

/** What to call a page in the log, which is a file: a title may name a customer, the address of a page holds no query. */
export function pageLogName(info: NumberedPageInfo, max = longestName): string {
  return info.place === 'widget' ? numbered(info.location.replace(/^https?:\/\//, ''), info, max) : pageName(info, max);
}

/** The number stays where the name is cut. */
function numbered(name: string, { number }: NamedPage, max: number): string {
  const suffix = number === 1 ? '' : ` ${number}`;
  return oneLine(name, max - suffix.length) + suffix;
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

/**
 * What tells a page from others of its name: how many interactions it has, whose they are, and the widgets of a simulated
 * Workspace or the address of any other page.
 */
export function pageDescription({ info, desk }: Page): string {
  const interactions = desk.interactions.size === 0 ? 'no interactions' : count(desk.interactions.size, 'interaction');
  const place = isSimulator(info) ? desk.widgets.map(({ name }) => name) : [placeText(info.place), info.location];
  return uiText([interactions, agentName(desk.agent), ...place].filter((part) => part !== undefined).join(' · '));
}

/** How many interactions of the connected pages wait for the agent's yes or no. */
export function offeredCount(pages: Iterable<Page>): number {
  return connectedPages(pages).reduce((sum, { desk }) => sum + desk.offered, 0);
}
