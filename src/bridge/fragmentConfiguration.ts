import * as v from 'valibot';
import { keySchema } from './configuration';
import type { KeyConfiguration } from './configuration';

export const fragmentSchema = v.strictObject({ key: keySchema, in: v.optional(v.literal('simulator')) });

/**
 * Reads what the relay's own page is told in the fragment of its address. What is wrong with it stands in the console,
 * with the next step.
 */
export function fragmentConfiguration({ origin, hash }: Location): KeyConfiguration | undefined {
  const fragment = v.safeParse(fragmentSchema, Object.fromEntries(new URLSearchParams(hash.slice(1))));
  if (!fragment.success) {
    console.error('Deskside: the address of this page has no valid #key=… Copy it again in VS Code.');
    return undefined;
  }
  const { key, in: host } = fragment.output;
  return { relay: origin, key, place: host === 'simulator' ? 'simulator' : 'webContent', nonce: '' };
}
