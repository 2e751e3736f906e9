import * as v from 'valibot';
import { inWidget, keySchema } from './configuration';
import type { KeyConfiguration } from './configuration';
import { say } from '../say';

/** Reads the configuration from the bridge's script tag. What is wrong with it stands in the console, with the next step. */
export function tagConfiguration(page: Document): KeyConfiguration | undefined {
  const tag = page.currentScript;
  // A module does not know its tag, and a browser would not load one from the relay.
  if (!(tag instanceof HTMLScriptElement)) {
    say('error', 'the bridge needs a script tag of its own. Use the one that VS Code copies.');
    return undefined;
  }
  const key = v.safeParse(keySchema, tag.dataset.key);
  if (!key.success) {
    say(
      'error',
      'the script tag has no valid data-key. Copy it again with “Deskside: Copy Bridge Script Tag” in VS Code.',
    );
    return undefined;
  }
  return {
    relay: new URL(tag.src).origin,
    key: key.output,
    nonce: tag.nonce,
    callSites: tag.dataset.callSites !== 'off',
    ...inWidget,
  };
}
