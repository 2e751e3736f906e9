/** Closed by the other side or this one, after it was open. */
export interface Closed {
  readonly kind: 'closed';
  readonly code: number;
}

/** It never opened; a browser does not tell a page why. */
export interface NotOpened {
  readonly kind: 'failed';
  readonly code?: undefined;
}

/** How a connection ended. `Failure` says what is known of one that did not open. */
export type TransportEnd<Failure = NotOpened> = Closed | Failure;

/** What a transport tells its owner: opened at most once, then messages, and ended at most once. */
export interface TransportEvents<Failure = NotOpened> {
  opened(): void;
  message(text: string): void;
  ended(end: TransportEnd<Failure>): void;
}

/** An open or opening connection to the relay that carries texts, in order. */
export interface Transport {
  send(text: string): void;
  /** Closes it; whether `ended` follows does not matter to the owner. */
  close(code?: number): void;
}

/** Opens a connection to the relay. Whatever happens is told through `events`, and never from within the call. */
export type OpenTransport<Failure = NotOpened> = (events: TransportEvents<Failure>) => Transport;
