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
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The address of the page with a scenario that it is to play. */
export function withScenario(address: string, scenario: Scenario): string {
  return `${address}${address.includes('#') ? '&' : '#'}${scenarioParameter}=${encodeScenario(scenario)}`;
}

/** The reverse of encodeScenario; checked anew, since anybody can write an address. */
export function decodeScenario(text: string): Checked {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return checkScenario(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return { flaw: { path: [], message: 'The address holds no whole scenario. Open it anew.' } };
  }
}
