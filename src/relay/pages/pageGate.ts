import { errorCodes, RpcError } from '../../protocol/errors';
import { closeCodes } from '../../protocol/handshake';
import { pageProof, signedText, tlsHost } from '../../protocol/connection/pageProof';
import { Peer } from '../../protocol/peer';
import type { MethodTable, Params } from '../../protocol/peer';
import { KeyCheck } from '../../relayClient/keys';
import { newNonce } from '../../relayClient/proof';
import type { SocketConnection, ConnectionOwner } from '../sockets/connection';

/** The keys with which a page may prove itself. */
export interface PageKeys {
  readonly page: KeyCheck;
  /** Undefined where the page is none of the relay's own. */
  readonly simulator: KeyCheck | undefined;
}

/** What becomes of a page at the gate; one of them is told, or none if the page just goes. */
export interface GateOutcome {
  /** @param isOpened whether it has the simulator's key, so that a tool opened it */
  proven(isOpened: boolean): void;
  /** Its proof was wrong; the connection is still open. */
  unproven(): void;
  /** It left, and said that the relay has not its key. */
  left(): void;
}

const nobody = new KeyCheck('');

/**
 * A page's WebSocket before the page has proved that it has the key: relay and page prove it to each other, the relay first,
 * and nothing else is taken in.
 */
export class PageGate implements ConnectionOwner {
  readonly #peer: Peer<MethodTable, typeof pageProof>;
  /** What the page has to sign, and with which key; undefined before its challenge. */
  #asked: { readonly key: KeyCheck; readonly isOpened: boolean; readonly text: string } | undefined;
  #isOver = false;

  /** @param host that the page dialled */
  constructor(
    connection: SocketConnection,
    private readonly host: string,
    private readonly keys: PageKeys,
    private readonly outcome: GateOutcome,
  ) {
    const handlers = {
      challenge: (asked: Params<typeof pageProof, 'challenge'>) => this.#challenge(asked),
      prove: ({ proof }: Params<typeof pageProof, 'prove'>) => this.#prove(proof),
    };
    this.#peer = new Peer({}, pageProof, handlers, (text) => connection.send(text));
    connection.start(this);
  }

  receive(frame: string): void {
    if (!this.#isOver) this.#peer.receive(frame);
  }

  drained(): void {
    // Nothing waits.
  }

  ended(_: boolean, code?: number): void {
    if (!this.#isOver && code === closeCodes.key) this.outcome.left();
    this.#isOver = true;
  }

  #challenge({ nonce, tls, simulator }: Params<typeof pageProof, 'challenge'>): { nonce: string; proof: string } {
    if (this.#asked !== undefined) throw new RpcError(errorCodes.invalidRequest, 'The challenge came before.');
    const isOpened = simulator === true;
    const key = (isOpened ? this.keys.simulator : this.keys.page) ?? nobody;
    const nonces = { page: nonce, relay: newNonce() };
    const host = tls === true ? tlsHost : this.host;
    const proof = key.sign(signedText('relay', host, nonces));
    if (proof === undefined) throw new RpcError(errorCodes.invalidRequest, 'There is no such key here.');
    this.#asked = { key, isOpened, text: signedText('page', host, nonces) };
    return { nonce: nonces.relay, proof };
  }

  #prove(proof: string): void {
    this.#isOver = true;
    const asked = this.#asked;
    if (asked?.key.verifies(asked.text, proof) === true) this.outcome.proven(asked.isOpened);
    else this.outcome.unproven();
  }
}
