/** Codes of JSON-RPC errors that cross the relay: the standard ones, and ours from -32000 down. */
export const errorCodes = {
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  /** No page of that id is connected; nothing was sent. */
  noSuchPage: -32001,
  /** The page went away before it answered, or its answer could not be passed on: the call may have happened. */
  outcomeUnknown: -32002,
  /** The page could not hand the call to Workspace; nothing was sent. */
  notSent: -32003,
  /** Too many calls are under way on that page; nothing was sent. */
  tooManyCalls: -32004,
  /** The relay's protocol has another version. */
  version: -32005,
} as const;

/** An error that the other side reported, or that is to be reported to it. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** A frame that breaks the protocol: the connection it came on is to be closed. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The connection ended before a reply came. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}
