import { toBase64url } from '../../../base/base64url';
import { fromBase64url, textOfUtf8 } from '../../../base/text/readBase64url';
import { checkScenario } from './checkScenario';
import type { Checked } from './checkScenario';
import type { Scenario } from './scenario';

/** The name under which a scenario stands in the page's address: its whole in the fragment, or a shipped one's name in the query. */
export const scenarioParameter = 'scenario';

/**
 * A scenario for the fragment of the page's address: base64url of its JSON, which nothing on the way changes. Fragments
 * are sent to nobody, and the relay need not serve the user's files.
 */
export function encodeScenario(scenario: Scenario): string {
  return toBase64url(new TextEncoder().encode(JSON.stringify(scenario)));
}

/** The address of the page with a scenario that it is to play. */
export function withScenario(address: string, scenario: Scenario): string {
  return `${address}${address.includes('#') ? '&' : '#'}${scenarioParameter}=${encodeScenario(scenario)}`;
}

/** The parameter of the page's address that begins a recording at once. */
export const recordParameter = 'record';

/** The address of the page with a recording that begins at once. */
export function withRecording(address: string): string {
  const url = new URL(address);
  url.searchParams.set(recordParameter, '');
  return url.href;
}

/** The reverse of encodeScenario; checked anew, since anybody can write an address. */
export function decodeScenario(text: string): Checked {
  try {
    return checkScenario(JSON.parse(textOfUtf8(fromBase64url(text))));
  } catch {
    return { flaws: [{ path: [], message: 'The address holds no whole scenario. Open it anew.' }] };
  }
}
