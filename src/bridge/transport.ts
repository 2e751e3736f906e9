/** How a connection to the relay ended, or why it never began. */
export type TransportEnd =
  | { readonly kind: 'closed'; readonly code: number }
  /** It never opened; a page is not told why. */
  | { readonly kind: 'failed' };

/** What a transport tells its owner: opened at most once, then messages, and ended at most once. */
export interface TransportEvents {
  opened(): void;
  message(text: string): void;
  ended(end: TransportEnd): void;
}

/** An open or opening way to the relay that carries texts, in order. */
export interface Transport {
  send(text: string): void;
  /** Closes it; whether `ended` follows does not matter to the owner. */
  close(code?: number): void;
}

/** Opens a way to the relay; nothing is told from within the call. */
export type OpenTransport = (events: TransportEvents) => Transport;
