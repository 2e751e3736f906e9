import { version } from '../../package.json';

/** What a relay calls itself to pages and tools. */
export const relayName = `Deskside ${version}`;
