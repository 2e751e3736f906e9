import * as v from 'valibot';
import { httpPaths } from '../protocol/handshake';
import type { Place } from '../protocol/messages';

/** Where the bridge sits and which relay it reports to. */
export interface Configuration {
  /** Origin of the relay, such as `http://127.0.0.1:PORT`. */
  readonly relay: string;
  readonly place: Place;
  /** The nonce of the bridge's script tag, or empty. */
  readonly nonce: string;
}

/** The same where the page itself opens the connection. */
export interface KeyConfiguration extends Configuration {
  readonly key: string;
}

const keySchema = v.pipe(v.string(), v.regex(/^[\w-]{16,128}$/));

/** What the relay's own page is told in the fragment of its address. */
const fragmentSchema = v.strictObject({ key: keySchema, in: v.optional(v.literal('simulator')) });

/** The configuration is missing or wrong. The message is a sentence with the next step. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the configuration from the script tag or, in the relay's own page, from the fragment of its address.
 * @throws ConfigurationError
 */
export function readConfiguration(page: Document): KeyConfiguration {
  const tag = page.currentScript;
  // A module does not know its tag, and a browser would not load one from the relay.
  if (!(tag instanceof HTMLScriptElement)) {
    throw new ConfigurationError(
      'the bridge has to be loaded by a script tag of its own. Use the one that VS Code copies.',
    );
  }
  const relay = new URL(tag.src).origin;
  const { origin, pathname, hash } = page.location;
  if (origin === relay && pathname === httpPaths.bridgePage) {
    const fragment = v.safeParse(fragmentSchema, Object.fromEntries(new URLSearchParams(hash.slice(1))));
    if (!fragment.success) {
      throw new ConfigurationError('the address of this page has no valid #key=… Copy it again in VS Code.');
    }
    const place = fragment.output.in === 'simulator' ? 'simulator' : 'webContent';
    return { relay, key: fragment.output.key, place, nonce: tag.nonce };
  }
  const key = v.safeParse(keySchema, tag.dataset.key);
  if (!key.success) {
    throw new ConfigurationError(
      'the script tag has no valid data-key. Copy it again with “Deskside: Copy Bridge Script Tag” in VS Code.',
    );
  }
  return { relay, key: key.output, place: 'widget', nonce: tag.nonce };
}
