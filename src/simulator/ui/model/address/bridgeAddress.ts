import * as v from 'valibot';
import { keyForm } from '../../../../base/base64url';

/** The keys that the fragment of the page's address may hold: that of pages, and that of a Workspace which a tool opened. */
const names = ['key', 'simulatorKey'] as const;

/** The fragment for the bridge, with the key, as it is kept in the page's entry of the history. */
const stateSchema = v.object({ deskside: v.pipe(v.string(), v.regex(/^(key|simulatorKey)=[\w-]{43}$/)) });

/**
 * The address of the bridge for this page, or undefined if no key was given. The key comes in the fragment of the page's
 * address. This function moves it into the page's entry of the history: a reload keeps the key, and a link to this page with
 * another widget does not get it.
 */
export function takeBridgeAddress(page: Window): string | undefined {
  const { location, history } = page;
  const given = keyIn(location.hash);
  if (given !== undefined) keep(page, given);
  const kept = v.safeParse(stateSchema, history.state);
  const fragment = given ?? (kept.success ? kept.output.deskside : undefined);
  return fragment === undefined ? undefined : `/bridge#${fragment}`;
}

/** An address of this page with the key that the page has, so that the page stays connected there. */
export function withKeyOf(page: Pick<Window, 'history'>, address: string): string {
  const kept = v.safeParse(stateSchema, page.history.state);
  return kept.success ? `${address}${address.includes('#') ? '&' : '#'}${kept.output.deskside}` : address;
}

function keyIn(hash: string): string | undefined {
  const parameters = new URLSearchParams(hash.slice(1));
  for (const name of names) {
    const key = parameters.get(name);
    if (key !== null && keyForm.test(key)) return `${name}=${key}`;
  }
  return undefined;
}

function keep({ location, history }: Window, fragment: string): void {
  const parameters = new URLSearchParams(location.hash.slice(1));
  for (const name of names) parameters.delete(name);
  const rest = parameters.size === 0 ? '' : `#${parameters.toString()}`;
  try {
    history.replaceState({ deskside: fragment }, '', location.pathname + location.search + rest);
  } catch {
    // A sandbox may forbid this. The key then stays in the address, where a reload finds it.
  }
}
