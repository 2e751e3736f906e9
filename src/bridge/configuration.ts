import * as v from 'valibot';
import { httpPaths } from '../protocol/handshake';
import type { Place } from '../protocol/messages';
import { holderOf } from './holder';

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
  /** Of the relay's own page: the origin of the page that holds it in a frame, if one does. */
  readonly holder: string | undefined;
}

const keySchema = v.pipe(v.string(), v.regex(/^[\w-]{16,128}$/));

/** The configuration is missing or wrong. The message is a sentence with the next step. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the configuration from the script tag or, in the relay's own page, from the fragment of its address.
 * @throws ConfigurationError
 */
export function readConfiguration(page: Window): KeyConfiguration {
  const tag = page.document.currentScript;
  // A module does not know its tag, and a browser would not load one from the relay.
  if (!(tag instanceof HTMLScriptElement)) {
    throw new ConfigurationError(
      'the bridge has to be loaded by a script tag of its own. Use the one that VS Code copies.',
    );
  }
  const relay = new URL(tag.src).origin;
  const { origin, pathname, hash } = page.location;
  if (origin === relay && pathname === httpPaths.bridgePage) {
    const key = v.safeParse(keySchema, new URLSearchParams(hash.slice(1)).get('key'));
    if (!key.success) {
      throw new ConfigurationError('the address of this page has no valid #key=… Copy it again in VS Code.');
    }
    const holder = holderOf(page);
    // Of the pages that the relay serves, only the simulated Workspace holds others.
    const place = holder === origin ? 'simulator' : 'webContent';
    return { relay, key: key.output, place, nonce: tag.nonce, holder };
  }
  const key = v.safeParse(keySchema, tag.dataset.key);
  if (!key.success) {
    throw new ConfigurationError(
      'the script tag has no valid data-key. Copy it again with “Deskside: Copy Bridge Script Tag” in VS Code.',
    );
  }
  return { relay, key: key.output, place: 'widget', nonce: tag.nonce, holder: undefined };
}
