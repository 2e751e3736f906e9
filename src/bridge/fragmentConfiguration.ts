import * as v from 'valibot';
import { keySchema } from './configuration';
import type { KeyConfiguration } from './configuration';
import { holderOf } from './holder';

/**
 * Reads what the relay's own page is told in the fragment of its address, and who holds it. What is wrong stands in the
 * console, with the next step.
 */
export function fragmentConfiguration(page: Window): KeyConfiguration | undefined {
  const { origin, hash } = page.location;
  const key = v.safeParse(keySchema, new URLSearchParams(hash.slice(1)).get('key'));
  if (!key.success) {
    console.error('Deskside: the address of this page has no valid #key=… Copy it again in VS Code.');
    return undefined;
  }
  const holder = holderOf(page);
  // Of the pages that the relay serves, only the simulated Workspace holds others.
  const place = holder === origin ? 'simulator' : 'webContent';
  const outside = 'This page works only in a frame of Workspace. Add it there as web content.';
  return { relay: origin, key: key.output, place, nonce: '', holder, outside };
}
