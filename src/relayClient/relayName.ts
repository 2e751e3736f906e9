import { version } from '../../package.json';

const product = 'Deskside ';

/** What a relay calls itself to pages and tools, and at the beginning of what it answers at its address. */
export const relayName = `${product}${version}`;

/** Whether what answered at an address is a relay, of whatever version. */
export function isRelayGreeting(text: string): boolean {
  return text.startsWith(product);
}
