import type { LinkEnd } from '../../protocol/connection/reconnectingClient';
import { closeCodes } from '../../protocol/handshake';
import { certificateAdvice } from '../../relayClient/certificate';
import type { SocketFailure } from '../../relayClient/socket';

/** Why there is no connection: one or two sentences with a next step. */
export interface LinkTrouble {
  readonly message: string;
  /** Another attempt would end the same way. */
  readonly final: boolean;
}

/** What a relay, or a proxy before it, means with an HTTP status in place of the handshake. */
type Refusals = Readonly<Record<number, LinkTrouble>>;

const final = (message: string): LinkTrouble => ({ message, final: true });
const passing = (message: string): LinkTrouble => ({ message, final: false });

const badKey = final('The relay did not take the key. Connect to it again with the key that it has now.');
const noRelay = final('What answers there is no Deskside relay. Check the port.');
const unreachedRelay = passing(
  'What answers there does not reach the relay. Start the relay, or look where the proxy before it passes on to; Deskside goes on trying.',
);

const refusals: Refusals = {
  401: badKey,
  403: final('The relay refuses connections from here. Use its address with 127.0.0.1.'),
  404: noRelay,
  426: noRelay,
  503: passing('The relay has too many connections. Close some pages or tools; Deskside goes on trying.'),
};

/** With TLS there is a proxy before the relay, since no relay speaks it. */
const refusalsThroughProxy: Refusals = {
  401: badKey,
  403: final(
    'The relay refuses what the proxy before it passes on. Let the proxy pass on Host as 127.0.0.1 and the port of the relay, and add no Origin; then connect again.',
  ),
  404: final('What answers there is no Deskside relay. Check the address, and where the proxy passes on to.'),
  426: final(
    'The proxy before the relay passes on no WebSocket. Let it pass on the headers Upgrade and Connection; then connect again.',
  ),
  502: unreachedRelay,
  503: passing(
    'The proxy does not reach the relay, or the relay has too many connections. Start the relay or close some pages; Deskside goes on trying.',
  ),
  504: unreachedRelay,
};

const unproven = final(
  'What answers there does not have this key: it is a relay with other keys, as deskside serve has after each start without --keys, or no Deskside relay. Connect to it again with the key that it has now, or check the port.',
);

/** The other side speaks another version of the protocol. */
const otherVersion = final(
  'The relay speaks another version of the protocol. Use the same version of Deskside on both sides.',
);

const lost = passing('The connection to the relay was lost; Deskside goes on trying.');

/** What the end of a connection to `url` means to the user. */
export function linkTrouble(url: string, end: LinkEnd<SocketFailure>): LinkTrouble {
  const withTls = url.startsWith('wss:');
  switch (end.kind) {
    case 'refused':
      return (
        (withTls ? refusalsThroughProxy : refusals)[end.status] ??
        passing(`What answers there refuses the connection (HTTP ${end.status}). Check the address.`)
      );
    case 'unproven':
      return unproven;
    case 'certificate': {
      const { text, next } = certificateAdvice[end.problem];
      return final(`The certificate there ${text}. ${next}`);
    }
    case 'garbled':
      return final(
        `The relay sent what is not of the protocol (${end.error.message}). Check that it is a Deskside relay of this version.`,
      );
    case 'closed':
      return end.code === closeCodes.version ? otherVersion : lost;
    case 'unreachable':
      return passing(
        withTls
          ? 'Nothing answers there with TLS. Check the address, and that the proxy before the relay runs; Deskside goes on trying.'
          : 'No relay answers there. Check that it runs, and its address; Deskside goes on trying.',
      );
  }
}
