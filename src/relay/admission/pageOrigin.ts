import type { Allowances } from './allowances';

export const notAllowedText = 'Pages of this origin are not allowed; allow it in Deskside.';

/** Whose page it is. */
export interface PageOrigin {
  /** The origin that the browser vouched for; of the relay's own page in a frame of another origin, that one. Text by strangers. */
  readonly text: string;
  /** Whether it is the relay's own page in a frame of another origin. */
  readonly held: boolean;
  /** Whether the page is one that the relay serves, and in no foreign hands. */
  readonly isOwn: boolean;
  /** Whether its pages may connect; the user may take that back. */
  isAllowed(): boolean;
}

/**
 * The origin that decides about a page, and under which it goes from then on: its own. The relay's own page, which any web
 * site can hold in a frame, goes by whoever does. Its own script says who, which that site can't change.
 * @param claimed what the browser says
 * @param holder what the page says
 * @param isOpened whether a tool opened the page: then it does not matter who holds it
 */
export function pageOrigin(
  claimed: string,
  holder: string | undefined,
  isOpened: boolean,
  allowances: Allowances,
): PageOrigin {
  const isFree = isOpened || holder === undefined || !allowances.isOwn(claimed) || allowances.isOwn(holder);
  const text = isFree ? claimed : holder;
  return { text, held: !isFree, isOwn: allowances.isOwn(text), isAllowed: () => allowances.admits(text) };
}
