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
 * The origin that decides whether a page may connect, and that names the page from then on: the page's own. Any web site can
 * hold the relay's own page in a frame, so the origin of that site counts there. The page's script names the site, which can't
 * change the script.
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
