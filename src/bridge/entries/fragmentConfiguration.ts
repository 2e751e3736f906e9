import * as v from 'valibot';
import type { PageKey } from '../../protocol/connection/pageProof';
import { keySchema } from './configuration';
import type { KeyConfiguration } from './configuration';
import { say } from '../say';
import { embedderOf } from './embedder';

/**
 * Reads what the relay's own page is told in the fragment of its address, and who holds it. What is wrong stands in the
 * console, with the next step.
 */
export function fragmentConfiguration(page: Window): KeyConfiguration | undefined {
  const { origin, hash } = page.location;
  const key = keyIn(new URLSearchParams(hash.slice(1)));
  if (key === undefined) {
    say('error', 'the address of this page has no valid #key=… Copy it again in VS Code.');
    return undefined;
  }
  // Of the pages that the relay serves, only the simulated Workspace holds others.
  const place = isHeldBy(origin, page) ? 'simulator' : 'webContent';
  const outside = 'This page works only in a frame of Workspace. Add it there as web content.';
  return { relay: origin, ...key, place, nonce: '', callSites: false, holder: embedderOf(page), outside };
}

function keyIn(fragment: URLSearchParams): PageKey | undefined {
  const simulator = fragment.has('simulatorKey');
  const key = v.safeParse(keySchema, fragment.get(simulator ? 'simulatorKey' : 'key'));
  return key.success ? { key: key.output, simulator } : undefined;
}

function isHeldBy(origin: string, page: Window): boolean {
  try {
    return page.parent !== page && page.parent.location.origin === origin;
  } catch {
    // The page around this one is of another origin.
    return false;
  }
}
